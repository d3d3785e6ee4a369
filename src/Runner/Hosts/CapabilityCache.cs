using VirshLite.Translator.Capabilities;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// Capabilities of QEMU binaries on disk, one file an emulator path, readable by its owner only. A file appears whole or not at all; one that is torn, foreign
/// or out of date counts as none and is replaced by the next <see cref="Save"/>. A cache that cannot be written is no cache, not an error.
/// </summary>
public sealed class CapabilityCache
{
    private readonly string directory;

    /// <param name="directory">System: /var/cache/virshlite; session: XDG_CACHE_HOME/virshlite. Made when first written to.</param>
    public CapabilityCache(string directory) => this.directory = Path.Combine(directory, "capabilities");

    /// <summary>Where an emulator's capabilities are kept.</summary>
    public string FileOf(string emulator)
    {
        // readable, and different for paths that differ only in what is not allowed here
        ulong hash = 14695981039346656037;
        foreach (char letter in emulator)
        {
            hash = (hash ^ letter) * 1099511628211;
        }

        string name = Path.GetFileName(emulator);
        return Path.Combine(directory, $"{(name.Length > 64 ? name[..64] : name)}-{hash:x16}");
    }

    /// <summary>What was found out about the emulator, if it still holds.</summary>
    public QemuCapabilities? Load(string emulator, RunAs? runAs = null)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(FileOf(emulator));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return CapabilityFile.Read(file, emulator, fingerprint => IsCurrent(fingerprint, emulator, runAs));
    }

    /// <summary>Keeps what was found out.</summary>
    /// <param name="fingerprint">Taken before the emulator was asked: a change meanwhile makes the file out of date at once.</param>
    internal void Save(QemuCapabilities capabilities, string fingerprint)
    {
        string path = FileOf(capabilities.EmulatorPath);
        string temporary = $"{path}.{Environment.ProcessId}.{Random.Shared.Next():x}";
        try
        {
            Directory.CreateDirectory(directory);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                BufferSize = 0,
            };
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(CapabilityFile.Write(capabilities, fingerprint));
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Delete(temporary);
        }
    }

    /// <summary>Forgets about an emulator.</summary>
    public void Remove(string emulator) => Delete(FileOf(emulator));

    /// <summary>The fingerprint of the present; null where the binary is not there.</summary>
    internal static string? Fingerprint(string emulator, RunAs? runAs, bool native) =>
        CapabilityFingerprint.OfBinary(emulator, runAs) is { } binary
            ? binary + "\n" + (native ? CapabilityFingerprint.OfHost(runAs) : CapabilityFingerprint.NotNative)
            : null;

    private static bool IsCurrent(string fingerprint, string emulator, RunAs? runAs)
    {
        bool native = !fingerprint.EndsWith("\n" + CapabilityFingerprint.NotNative, StringComparison.Ordinal);
        return Fingerprint(emulator, runAs, native) == fingerprint;
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // nothing lost
        }
    }
}
