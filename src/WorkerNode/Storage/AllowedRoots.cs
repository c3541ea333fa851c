using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.WorkerNode.Storage;

/// <summary>The directories below which a worker writes. Immutable; safe for all threads.</summary>
internal sealed class AllowedRoots
{
    private static readonly StringComparison Comparison =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly ImmutableArray<string> _given;
    private readonly ImmutableArray<string> _real;

    private AllowedRoots(ImmutableArray<string> given, ImmutableArray<string> real)
    {
        _given = given;
        _real = real;
    }

    /// <summary>No restriction but what the operating system makes.</summary>
    public static AllowedRoots Anywhere { get; } = new([], []);

    /// <summary>Below these directories alone; anywhere if there are none.</summary>
    /// <exception cref="ArgumentException">A root is no absolute path.</exception>
    public static AllowedRoots Of(ImmutableArray<string> roots)
    {
        if (roots.IsEmpty)
            return Anywhere;
        if (roots.FirstOrDefault(root => !Path.IsPathFullyQualified(root)) is { } relative)
            throw new ArgumentException($"A root must be an absolute path: {relative}", nameof(roots));
        return new AllowedRoots([.. roots.Select(AsDirectory)], [.. roots.Select(root => AsDirectory(RealPath.Of(root)))]);
    }

    /// <summary>Checks a path by its letters, before it is opened.</summary>
    /// <exception cref="UnauthorizedAccessException">
    /// It is relative, has <c>.</c> or <c>..</c> in it, or is under none of the roots.
    /// </exception>
    public void DemandPath(string path)
    {
        if (!Path.IsPathFullyQualified(path) || Path.GetFullPath(path) != path)
            throw new UnauthorizedAccessException($"A destination must be an absolute path without detours: {path}");
        Demand(path, _given);
    }

    /// <summary>Checks where an opened file really is, so that no symbolic link leads out of the roots.</summary>
    /// <exception cref="UnauthorizedAccessException">It is under none of the roots.</exception>
    public void DemandOpened(string path, SafeFileHandle handle)
    {
        if (_real.IsEmpty)
            return;
        // On Linux the kernel knows what the handle stands for; elsewhere the path is looked at again.
        Demand(
            OperatingSystem.IsLinux()
                ? File.ResolveLinkTarget(
                    string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{handle.DangerousGetHandle()}"), false)!.FullName
                : RealPath.Of(path),
            _real);
    }

    private static void Demand(string path, ImmutableArray<string> roots)
    {
        if (!roots.IsEmpty && !roots.Any(root => path.StartsWith(root, Comparison)))
            throw new UnauthorizedAccessException($"This worker may not write to {path}: it is outside of its allowed roots.");
    }

    private static string AsDirectory(string path)
    {
        var full = Path.GetFullPath(path);
        return Path.EndsInDirectorySeparator(full) ? full : full + Path.DirectorySeparatorChar;
    }
}
