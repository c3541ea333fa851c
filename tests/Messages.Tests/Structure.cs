using System.Collections;
using System.Globalization;

namespace ActorDownloader.Messages;

/// <summary>A message with all that its lists hold, since records compare lists by reference. A list never set is an empty one.</summary>
internal static class Structure
{
    public static string Of(object? value)
    {
        switch (value)
        {
            case null:
                return "null";
            case DateTimeOffset instant:
                return instant.ToString("O", CultureInfo.InvariantCulture);
            case string or bool or (ValueType and IFormattable):
                return FormattableString.Invariant($"{value}");
        }

        var type = value.GetType();
        if (value is IEnumerable list)
        {
            var isDefault = type.GetProperty("IsDefault") is { } property && (bool)property.GetValue(value)!;
            return isDefault ? "[]" : $"[{string.Join(", ", list.Cast<object>().Select(Of))}]";
        }

        var members = type.GetProperties().Select(member => $"{member.Name} = {Of(member.GetValue(value))}");
        return $"{type.Name} {{ {string.Join(", ", members)} }}";
    }
}
