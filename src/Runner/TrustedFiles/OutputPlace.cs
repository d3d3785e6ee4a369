using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>
/// Where a file is written whose path a domain or a pool names: its directory may be another user's, who puts links, pipes and second names of other files
/// there, for as long as a guest runs (confinement.md 10.3). The directory is reached with open eyes, and what is made or renamed in it goes by its descriptor.
/// </summary>
internal sealed class OutputPlace : IDisposable
{
    private readonly TrustedFile directory;
    private readonly string asked;

    private OutputPlace(TrustedFile directory, string asked)
    {
        this.directory = directory;
        this.asked = asked;
        Path = $"{directory.PathByDescriptor}/{System.IO.Path.GetFileName(asked)}";
    }

    /// <summary>Leads to the file in this very directory while this is open.</summary>
    public string Path { get; }

    /// <exception cref="NativeException">There is no such directory, or a link of somebody's leads to one that is not that user's.</exception>
    public static OutputPlace Of(string path)
    {
        string parent = System.IO.Path.GetDirectoryName(path) is { Length: > 0 } named ? named : path.StartsWith('/') ? "/" : ".";
        TrustedFile directory;
        try
        {
            directory = TrustedFile.Open(parent);
        }
        catch (NativeException e)
        {
            throw new NativeException($"Cannot open '{path}'", e.Number);
        }

        if (directory.IsReachedByOthersLinks)
        {
            directory.Dispose();
            throw new NativeException($"Cannot open '{path}', to whose directory another user's symbolic link leads", Errno.ELOOP);
        }

        return new OutputPlace(directory, path);
    }

    /// <summary>Created where missing; appended to, or emptied. It may be a terminal or a pipe.</summary>
    /// <exception cref="NativeException">The system's word; a link in its place is refused.</exception>
    public FileDescriptor Open(bool append) => Opened(append ? Libc.O_APPEND : Libc.O_TRUNC);

    /// <summary>Created where missing, and appended to: a file of this directory's alone. Nothing is waited for.</summary>
    /// <exception cref="NativeException">The system's word; a link, a pipe or a file with a second name in its place is refused.</exception>
    public FileDescriptor OpenToAppend()
    {
        FileDescriptor file = Opened(Libc.O_APPEND | Libc.O_NONBLOCK);
        EntryStatus status = EntryStatus.Of(file.Number, "")!.Value;
        bool isMadeByOthers = !(directory.IsRootsAlone && directory.Status.OnlyRootWrites) && directory.Status.Uid != status.Uid;
        if (status.IsRegular && (status.Links <= 1 || !isMadeByOthers))
        {
            return file;
        }

        file.Dispose();
        throw new NativeException($"Cannot open '{asked}', in whose place is no file of its own", status.IsRegular ? Errno.ELOOP : Errno.EINVAL);
    }

    public void Dispose() => directory.Dispose();

    private FileDescriptor Opened(int flags)
    {
        try
        {
            return Files.Open(Path, Libc.O_WRONLY | Libc.O_CREAT | Libc.O_NOFOLLOW | flags, FileModes.OwnerFile);
        }
        catch (NativeException e)
        {
            throw new NativeException($"Cannot open '{asked}'", e.Number);
        }
    }
}
