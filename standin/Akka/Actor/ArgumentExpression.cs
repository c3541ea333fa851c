using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Evaluates the arguments of a constructor expression; what is captured or constant without compiling anything.</summary>
internal static class ArgumentExpression
{
    public static object Evaluate(Expression argument)
    {
        switch (argument)
        {
            case ConstantExpression constant:
                return constant.Value;
            case MemberExpression { Member: FieldInfo field } member:
                return field.GetValue(EvaluateTarget(member.Expression));
            case MemberExpression { Member: PropertyInfo property } member:
                return property.GetValue(EvaluateTarget(member.Expression));
            case UnaryExpression { NodeType: ExpressionType.Convert, Method: null } convert when !convert.Type.IsValueType:
                return Evaluate(convert.Operand);
            default:
                // Compiling costs tens of milliseconds at the first use. A lambda in the expression must be, though: an interpreted
                // one is slow whenever it is called, and passes variables by copy where the code says by reference.
                var containsLambda = new LambdaSearch().IsIn(argument);
                return Expression.Lambda<Func<object>>(Expression.Convert(argument, typeof(object)))
                    .Compile(preferInterpretation: !containsLambda)();
        }
    }

    private static object EvaluateTarget(Expression target) => target is null ? null : Evaluate(target);

    private sealed class LambdaSearch : ExpressionVisitor
    {
        private bool _found;

        public bool IsIn(Expression expression)
        {
            Visit(expression);
            return _found;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            _found = true;
            return node;
        }
    }
}
