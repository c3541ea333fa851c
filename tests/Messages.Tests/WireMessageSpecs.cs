using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using ActorDownloader.Messages.Serialization;

namespace ActorDownloader.Messages;

/// <summary>What holds for every message, those yet to be written included.</summary>
public sealed class WireMessageSpecs
{
    private static readonly Type[] MessageTypes =
        [.. typeof(IWireMessage).Assembly.GetTypes().Where(type => type.IsClass && typeof(IWireMessage).IsAssignableFrom(type))];

    // The messages, and all that they hold.
    private static readonly HashSet<Type> ContractTypes = [.. MessageTypes.SelectMany(WithParts), typeof(WorkerBootstrap)];

    public static TheoryData<Type> Messages => [.. MessageTypes];

    public static TheoryData<Type> Contract => [.. ContractTypes];

    [Fact]
    public void The_messages_are_those_that_the_samples_show() =>
        Assert.Equal(MessageTypes.ToHashSet(), Samples.All.Values.Select(message => message.GetType()).ToHashSet());

    [Fact]
    public void Every_record_of_the_protocols_is_a_message_or_part_of_one()
    {
        var nested = typeof(ChunkProtocol).GetNestedTypes().Concat(typeof(WorkerProtocol).GetNestedTypes());
        Assert.DoesNotContain(nested, type => !ContractTypes.Contains(type));
    }

    [Fact]
    public void Every_message_has_a_manifest_of_its_own_of_two_or_three_letters()
    {
        var manifests = MessageTypes.ToDictionary(type => type, type => Manifests.Of(RuntimeHelpers.GetUninitializedObject(type)));
        Assert.Equal(manifests.Count, manifests.Values.Distinct().Count());
        Assert.All(manifests.Values, manifest => Assert.Matches("^[a-z]{2,3}$", manifest));
    }

    [Theory]
    [MemberData(nameof(Contract))]
    public void A_contract_type_is_sealed_and_immutable(Type type)
    {
        Assert.True(type.IsSealed, "not sealed");
        Assert.NotNull(type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic));
        Assert.All(type.GetProperties(), property => Assert.True(IsReadOnly(property), $"{property.Name} can be set"));
        Assert.All(
            type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            field => Assert.True(field.IsInitOnly || field.IsPrivate, $"{field.Name} can be set"));
    }

    [Theory]
    [MemberData(nameof(Contract))]
    public void A_contract_type_holds_no_collection_that_can_change(Type type) =>
        Assert.All(type.GetProperties(), property =>
        {
            Assert.False(property.PropertyType.IsArray, $"{property.Name} is an array");
            Assert.False(
                typeof(IEnumerable).IsAssignableFrom(property.PropertyType)
                    && property.PropertyType != typeof(string)
                    && property.PropertyType.Namespace != "System.Collections.Immutable",
                $"{property.Name} is a {property.PropertyType.Name}");
        });

    [Fact]
    public void No_contract_type_knows_of_actors()
    {
        var contract = typeof(IWireMessage).Assembly.GetTypes().Where(type => type.Namespace != typeof(Manifests).Namespace);
        Assert.All(contract, type => Assert.DoesNotContain(MentionedBy(type), mentioned =>
            mentioned.Assembly.GetName().Name!.StartsWith("Akka", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_text_of_a_message_holds_a_secret()
    {
        var parts = Samples.All.Values.SelectMany(Parts).Append(Samples.Bootstrap).ToList();
        Assert.Contains(parts, part => part is RequestHeader header && header.Value.Contains(Samples.Secret, StringComparison.Ordinal));
        Assert.Contains(parts, part => part is ObjectSource source && source.Url.Contains(Samples.Secret, StringComparison.Ordinal));
        Assert.Contains(parts, part => part is WorkerProtocol.Register { Ticket: Samples.Secret });
        Assert.All(parts, part => Assert.DoesNotContain(Samples.Secret, $"{part}", StringComparison.Ordinal));
    }

    private static bool IsReadOnly(PropertyInfo property) =>
        property.SetMethod is not { } set || set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static IEnumerable<Type> WithParts(Type type) =>
        type.Assembly != typeof(IWireMessage).Assembly || type.IsEnum
            ? type.GenericTypeArguments.SelectMany(WithParts)
            : type.GetProperties().SelectMany(property => WithParts(property.PropertyType)).Prepend(type);

    private static IEnumerable<Type> MentionedBy(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Static
            | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var methods = type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).ToList();
        var mentioned = type.GetInterfaces()
            .Concat(type.BaseType is { } parent ? [parent] : [])
            .Concat(type.GetFields(All).Select(field => field.FieldType))
            .Concat(methods.SelectMany(method => method.GetParameters()).Select(parameter => parameter.ParameterType))
            .Concat(methods.OfType<MethodInfo>().Select(method => method.ReturnType))
            .Concat(methods.SelectMany(method => method.GetMethodBody()?.LocalVariables ?? []).Select(local => local.LocalType));
        return mentioned.SelectMany(each => each.GenericTypeArguments.Append(each));
    }

    // The message and everything of ours inside it.
    private static IEnumerable<object> Parts(object? value) => value switch
    {
        null or string or Enum => [],
        IEnumerable list => value.GetType().GetProperty("IsDefault")?.GetValue(value) is true ? [] : list.Cast<object>().SelectMany(Parts),
        _ when value.GetType().Assembly != typeof(IWireMessage).Assembly => [],
        _ => value.GetType().GetProperties().SelectMany(property => Parts(property.GetValue(value))).Prepend(value),
    };
}
