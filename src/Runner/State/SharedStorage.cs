using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.State;

/// <summary>Whether another host sees the same bytes of a guest's disks (guest-state.md 6.1).</summary>
internal sealed class SharedStorage(Settings settings)
{
    private static readonly HashSet<string> Shared =
        ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "gfs", "gfs2", "ocfs2", "afs", "ceph", "gpfs", "lustre", "quobyte", "beegfs", "fuse.glusterfs",
        "fuse.ceph"];

    /// <exception cref="GuestException">A disk that is not copied lies on this host alone.</exception>
    public void Check(IEnumerable<Disk> notCopied)
    {
        foreach (Disk disk in notCopied)
        {
            bool local = disk.Source is { Type: StorageType.Nvme }
                || (disk.Source is { Type: StorageType.File, Path: { Length: > 0 } path } && !IsShared(path));
            if (local && !disk.ReadOnly && !disk.Shareable)
            {
                throw new GuestException("Unsafe migration: Migration without shared storage is unsafe");
            }
        }
    }

    /// <summary>The file system that was mounted last over the file decides.</summary>
    private bool IsShared(string path)
    {
        string best = "";
        string type = "";
        if (settings.SharedFilesystems.Any(s => path == s || path.StartsWith(s.TrimEnd('/') + "/", StringComparison.Ordinal)))
        {
            return true;
        }

        string full = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        foreach (string line in File.ReadLines("/proc/self/mounts"))
        {
            string[] fields = line.Split(' ');
            string mount = fields[1].Replace("\\040", " ", StringComparison.Ordinal);
            bool above = mount == "/" || full == mount || full.StartsWith(mount + "/", StringComparison.Ordinal);
            if (above && mount.Length >= best.Length)
            {
                (best, type) = (mount, fields[2]);
            }
        }

        return Shared.Contains(type);
    }
}
