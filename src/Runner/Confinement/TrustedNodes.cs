using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;

namespace VirshLite.Runner.Confinement;

/// <summary>Device nodes of the host.</summary>
internal static class TrustedNodes
{
    /// <summary>Whether a path leads to a character or block device.</summary>
    public static bool IsDevice(string path)
    {
        try
        {
            using TrustedFile? file = TrustedFile.TryOpen(path);
            return file is { Status.IsDevice: true };
        }
        catch (NativeException)
        {
            return false;
        }
    }
}
