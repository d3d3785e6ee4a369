namespace VirshLite.Runner.Secrets;

/// <summary>A secret that is defined: what it is for, not its value.</summary>
/// <param name="Uuid">Its name.</param>
/// <param name="UsageType">none, volume, ceph, iscsi, tls or vtpm.</param>
/// <param name="Usage">What of that type it is for; null with none.</param>
/// <param name="IsEphemeral">Its value is never written to a file.</param>
/// <param name="IsPrivate">Its value is told to nobody but guests' disks.</param>
/// <param name="File">Its XML.</param>
public sealed record StoredSecret(Guid Uuid, string UsageType, string? Usage, bool IsEphemeral, bool IsPrivate, string File)
{
    /// <summary>The file that its value is in, as base64.</summary>
    internal string ValueFile => Path.ChangeExtension(File, ".base64");

    public bool HasValue => System.IO.File.Exists(ValueFile);
}
