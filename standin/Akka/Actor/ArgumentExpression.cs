using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>Evaluates the arguments of a constructor expression: what is captured or constant without compiling anything.</summary>
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
                // Rare, and interpreted: compiling would cost tens of milliseconds at the first use.
                return Expression.Lambda<Func<object>>(Expression.Convert(argument, typeof(object))).Compile(preferInterpretation: true)();
        }
    }

    private static object EvaluateTarget(Expression target) => target is null ? null : Evaluate(target);
}
