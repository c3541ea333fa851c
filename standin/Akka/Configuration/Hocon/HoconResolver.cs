#nullable enable

namespace Akka.Configuration.Hocon;

/// <summary>
/// Gives the substitutions of one text their targets, which stand in the same text. Afterwards every value is finite: none is part of
/// itself, and all of them written out stay in proportion to the text.
/// </summary>
internal sealed class HoconResolver(HoconValue root, HoconText text, int textLength)
{
    // What substitutions may add to the text when they are written out; without a bound a few lines could stand for gigabytes.
    private const long MaxExpansion = 1 << 20;

    // The parser's depth, and as much again by substitution.
    private const int MaxHeight = 2 * HoconParser.MaxDepth;

    // Null marks a value that is being measured, so that meeting it again is a cycle.
    private readonly Dictionary<HoconValue, Extent?> _extents = [];

    /// <exception cref="FormatException">A substitution has no target, or is part of it; or they expand beyond bounds.</exception>
    public void Resolve(List<HoconSubstitution> substitutions)
    {
        var settings = new Config(root);
        foreach (var substitution in substitutions)
        {
            var target = settings.GetValue(substitution.Path)
                ?? throw text.Error($"Unresolved substitution: {substitution.Path}", substitution.Position);
            EnsureEnds(target, substitution);
            substitution.Target = target;
        }

        if (Measure(root, substitutions[0], depth: 0).Size > 2L * textLength + MaxExpansion)
        {
            throw text.Error("Substitutions expand beyond bounds, the first", substitutions[0].Position);
        }
    }

    // The look-up of a path follows substitutions that come first in their value: they must lead somewhere while others are still open.
    private void EnsureEnds(HoconValue target, HoconSubstitution origin)
    {
        for (int links = 0; target.Elements is [HoconSubstitution next, ..]; links++)
        {
            if (next == origin) throw PartOfItself(origin);
            if (links > MaxHeight) throw TooDeep(origin);
            if (next.Target is null) return;
            target = next.Target;
        }
    }

    private FormatException PartOfItself(HoconSubstitution substitution) =>
        text.Error($"Substitution {substitution.Path} is part of itself:", substitution.Position);

    private FormatException TooDeep(HoconSubstitution substitution) => text.Error("Substitutions nest too deep:", substitution.Position);

    private Extent Measure(HoconValue value, HoconSubstitution origin, int depth)
    {
        if (_extents.TryGetValue(value, out var known) && known is null) throw PartOfItself(origin);
        if (depth + (known?.Height ?? 0) > MaxHeight) throw TooDeep(origin);
        if (known is { } found) return found;

        _extents.Add(value, null);
        var extent = new Extent(1, 1);
        foreach (object element in value.Elements)
        {
            extent = element switch
            {
                string literal => extent with { Size = extent.Size + literal.Length },
                HoconSubstitution inner => extent.Around(Measure(inner.Target!, inner, depth + 1)),
                HoconObject fields => Sum(fields.Items.Values),
                _ => Sum((List<HoconValue>)element),
            };
        }

        _extents[value] = extent;
        return extent;

        Extent Sum(IEnumerable<HoconValue> inner)
        {
            var sum = extent;
            foreach (var part in inner) sum = sum.Around(Measure(part, origin, depth + 1));
            return sum;
        }
    }

    /// <summary>How much a value is when written out, in characters and in levels.</summary>
    private readonly record struct Extent(long Size, int Height)
    {
        public Extent Around(Extent inner) => new(Math.Min(Size + inner.Size, int.MaxValue), Math.Max(Height, inner.Height + 1));
    }
}
