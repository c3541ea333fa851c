using Xunit;

namespace ActorDownloader.Testing;

/// <summary>A fact about a file system of its own; skipped where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrivateMountFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => PrivateMount.Missing;
}

/// <summary>A theory about a file system of its own; skipped where none can be mounted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrivateMountTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip => PrivateMount.Missing;
}
