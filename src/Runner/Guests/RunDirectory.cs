using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The state directory of one run of a guest, held by a descriptor: a later run of the same guest has another directory under the same name, and nothing
/// written here reaches it. Writing fails once the run has been tidied up.
/// </summary>
internal sealed class RunDirectory : IDisposable
{
    private readonly FileDescriptor directory;

    /// <exception cref="NativeException">There is no such directory.</exception>
    public RunDirectory(string path) => directory = Files.Open(path, Libc.O_RDONLY | Libc.O_DIRECTORY, UnixFileMode.None);

    /// <exception cref="NativeException">The run is over, or the disk does not take it.</exception>
    public void Write(GuestRecord record) => Files.WriteAtomically(At(GuestStore.RecordFile), GuestRecordJson.Write(record), FileModes.OwnerFile);

    /// <summary>The record as it stands in this run's directory.</summary>
    public GuestRecord? Read()
    {
        try
        {
            return GuestRecordJson.Read(File.ReadAllBytes(At(GuestStore.RecordFile)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => directory.Dispose();

    /// <summary>A file of this run's; good while this is open.</summary>
    public string At(string file) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/self/fd/{directory.Number}/{file}");
}
