using System.Collections;
using System.Globalization;

namespace ActorDownloader.Messages;

/// <summary>A message written out with all its lists, since records with lists compare by reference. A list never set is an empty one.</summary>
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
            case string or (ValueType and IFormattable):
                return FormattableString.Invariant($"{value}");
        }

        var type = value.GetType();
        if (value is IEnumerable list)
        {
            var isDefault = type.GetProperty("IsDefault") is { } property && (bool)property.GetValue(value)!;
            return isDefault ? "[]" : $"[{string.Join(", ", list.Cast<object>().Select(Of))}]";
        }

        var members = type.GetProperties().Where(member => member.GetIndexParameters().Length == 0);
        return members.Any() ? $"{type.Name} {{ {string.Join(", ", members.Select(member => $"{member.Name} = {Of(member.GetValue(value))}"))} }}" : $"{value}";
    }
}
