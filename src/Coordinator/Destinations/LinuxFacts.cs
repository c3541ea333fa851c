using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>What Linux says of a file in one system call (statx).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Identity">What no other file has while this one exists: its number, and its file system's.</param>
internal readonly partial record struct LinuxFacts(
    LinuxFacts.FileKind Kind, uint Links, uint Owner, long Length, (ulong Inode, ulong Device) Identity)
{
    // From Linux' <fcntl.h> and <linux/stat.h>.
    private const int AtFdCwd = -100;
    private const int NotFollowed = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint TypeLinksOwnerInodeAndSize = 0x1 | 0x4 | 0x8 | 0x100 | 0x200;
    private const int LinksOffset = 16;
    private const int OwnerOffset = 20;
    private const int ModeOffset = 28;
    private const int InodeOffset = 32;
    private const int SizeOffset = 40;
    private const int DeviceOffset = 136;
    private const int AnswerSize = 256;
    private const int TypeMask = 0xF000;

    /// <summary>The kinds that are told apart: Linux' S_IFREG and S_IFDIR.</summary>
    internal enum FileKind
    {
        Directory = 0x4000,
        Regular = 0x8000,
    }

    /// <summary>What stands at a path; null if that is nothing, or cannot be found out.</summary>
    /// <param name="path">The path.</param>
    /// <param name="follow">Whether a symbolic link stands for what it leads to.</param>
    public static LinuxFacts? At(string path, bool follow) => Ask(AtFdCwd, path, follow ? 0 : NotFollowed);

    /// <summary>What is open; null if it cannot be found out.</summary>
    public static LinuxFacts? Of(SafeFileHandle file) => Ask((int)file.DangerousGetHandle(), "", EmptyPath);

    private static unsafe LinuxFacts? Ask(int directory, string path, int flags)
    {
        var answer = stackalloc byte[AnswerSize];
        return Statx(directory, path, flags, TypeLinksOwnerInodeAndSize, answer) != 0 ? null : new LinuxFacts(
            (FileKind)(*(ushort*)(answer + ModeOffset) & TypeMask),
            *(uint*)(answer + LinksOffset),
            *(uint*)(answer + OwnerOffset),
            *(long*)(answer + SizeOffset),
            (*(ulong*)(answer + InodeOffset), *(ulong*)(answer + DeviceOffset)));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int Statx(int directory, string path, int flags, uint mask, byte* answer);
}
