using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;

namespace VirshLite.Runner.State;

/// <summary>
/// The image of a managed save, held open: what was looked at is what is restored, though QEMU's user may write to libvirt's directory (confinement.md 10).
/// </summary>
public sealed class ManagedImage : IDisposable
{
    private readonly TrustedFile file;

    private ManagedImage(TrustedFile file) => this.file = file;

    /// <summary>Leads to this very file for as long as it is held.</summary>
    public string Path => file.PathByDescriptor;

    /// <summary>null where there is none.</summary>
    /// <exception cref="GuestException">Somebody else may have put it there.</exception>
    internal static ManagedImage? TryOpen(string path)
    {
        TrustedFile? file = TrustedFile.TryOpen(path);
        if (file is null)
        {
            return null;
        }

        if (!file.Status.IsRegular || file.Status.Uid != Libc.geteuid() || file.Status.Links != 1 || file.IsLedByStrangers)
        {
            file.Dispose();
            throw new GuestException($"Failed to open file '{path}': it is no image that was saved here: not a file of this user's, or one of several names");
        }

        return new ManagedImage(file);
    }

    public void Dispose() => file.Dispose();
}
