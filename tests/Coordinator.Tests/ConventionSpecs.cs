using System.Reflection;
using System.Text;

namespace ActorDownloader;

/// <summary>What is agreed about the code and no compiler checks.</summary>
public class ConventionSpecs
{
    private static readonly Type[] Types = typeof(Downloader).Assembly.GetTypes();

    [Fact]
    public void Decisions_cannot_see_Akka()
    {
        string[] pure = ["Planning", "Integrity", "Journaling", "Destinations"];
        var subjects = Types.Where(type => pure.Any(folder => type.Namespace == $"ActorDownloader.{folder}")
            || (type.Name is { } name
                && (name.EndsWith("State", StringComparison.Ordinal)
                    || name.EndsWith("Event", StringComparison.Ordinal)
                    || name.EndsWith("Effect", StringComparison.Ordinal)
                    || name.EndsWith("Rules", StringComparison.Ordinal)
                    || name.EndsWith("Policy", StringComparison.Ordinal)
                    || name.EndsWith("Queue", StringComparison.Ordinal)))
            && type.Name != "ListenRules").ToArray();

        Assert.NotEmpty(subjects);
        Assert.All(
            subjects,
            type => Assert.DoesNotContain(Mentioned(type), other => other.FullName?.StartsWith("Akka.", StringComparison.Ordinal) == true));
    }

    [Fact]
    public void The_public_surface_is_what_was_approved()
    {
        var actual = Describe(typeof(Downloader).Assembly) + Describe(typeof(Messages.TransferId).Assembly);
        var approved = Path.Combine(AppContext.BaseDirectory, "PublicApi.approved.txt");
        if (File.ReadAllText(approved) != actual)
        {
            var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
            File.WriteAllText(received, actual);
            Assert.Fail(
                $"The public API has changed. If that is meant, put {received} in the place of "
                    + "tests/Coordinator.Tests/PublicApi.approved.txt.");
        }
    }

    [Fact]
    public void What_an_application_sees_can_be_learnt() => Assert.InRange(typeof(Downloader).Assembly.GetExportedTypes().Length, 1, 30);

    [Fact]
    public void Actors_are_internal_and_named_so() => Assert.All(
        Types.Where(type => typeof(Akka.Actor.ActorBase).IsAssignableFrom(type)),
        type => Assert.True(!type.IsPublic && type.IsSealed && type.Name.EndsWith("Actor", StringComparison.Ordinal), type.FullName));

    private static IEnumerable<Type> Mentioned(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetFields(All).Select(field => field.FieldType)
            .Concat(
                type.GetMethods(All)
                    .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)))
            .Concat(
                type.GetMethods(All).SelectMany(method => method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []))
            .SelectMany(mentioned => mentioned.IsGenericType ? mentioned.GetGenericArguments().Append(mentioned) : [mentioned]);
    }

    private static string Describe(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(type.FullName).Append('\n');
            var members = type.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(
                    member => member is not Type
                        && member.Name is not ("<Clone>$" or "Deconstruct" or "GetHashCode" or "Equals" or "ToString" or "op_Equality"
                            or "op_Inequality" or "PrintMembers"))
                .Select(member => member.ToString()!)
                .Where(member => !member.Contains(" get_", StringComparison.Ordinal) && !member.Contains(" set_", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);
            foreach (var member in members)
            {
                text.Append("  ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }
}
