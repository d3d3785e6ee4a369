using VirshLite.Runner.Native;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>A directory on the way to a file.</summary>
internal readonly record struct PassedDirectory(string Path, EntryStatus Status)
{
    private const string AccessList = "system.posix_acl_access";

    /// <summary>Its mode does not tell everything: an access list may let more users in.</summary>
    public bool HasAccessList
    {
        get
        {
            byte none = 0;
            return Libc.getxattr(Path, AccessList, ref none, 0) > 0;
        }
    }
}
