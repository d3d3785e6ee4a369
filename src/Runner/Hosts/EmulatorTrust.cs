using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// A domain names the program that is to run it. For root, only a program that nobody but root can have put there is run to be asked what it can do, so that
/// looking at somebody's XML runs nothing of that somebody's (confinement.md 10).
/// </summary>
internal static class EmulatorTrust
{
    /// <summary>Nobody but root can change the program, or what its path leads to.</summary>
    public static bool IsRoots(string emulator)
    {
        try
        {
            using TrustedFile? file = TrustedFile.TryOpen(emulator);
            return file is { IsRootsAlone: true, Status: { Uid: 0, IsRegular: true } } && (file.Status.Mode & OthersWrite) == 0;
        }
        catch (NativeException)
        {
            return false;
        }
    }

    private const uint OthersWrite = 0x12;
}
