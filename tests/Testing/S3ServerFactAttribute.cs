using Xunit;

namespace ActorDownloader.Testing;

/// <summary>A fact about a real S3 server; skipped where none was started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class S3ServerFactAttribute : FactAttribute
{
    /// <inheritdoc/>
    public override string? Skip => S3Server.FromEnvironment() is null ? S3Server.Missing : null;
}

/// <summary>A theory about a real S3 server; skipped where none was started.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class S3ServerTheoryAttribute : TheoryAttribute
{
    /// <inheritdoc/>
    public override string? Skip => S3Server.FromEnvironment() is null ? S3Server.Missing : null;
}
