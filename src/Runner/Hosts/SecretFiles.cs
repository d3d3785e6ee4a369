using VirshLite.DomainParser;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// Secrets that stand in files of the user's own: <c>UUID=FILE</c> or <c>TYPE:USAGE=FILE</c> (types: volume, ceph, iscsi, tls, vtpm). A secret is the file's
/// bytes as they are; its value never stands in an argument.
/// </summary>
public sealed class SecretFiles
{
    public static readonly SecretFiles None = new([]);

    private const int LongestSecret = 64 * 1024;

    private readonly Dictionary<string, string> files = [];

    /// <exception cref="DomainException">An assignment has no name or no file.</exception>
    public SecretFiles(IEnumerable<string> assignments)
    {
        foreach (string assignment in assignments)
        {
            int at = assignment.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == assignment.Length - 1)
            {
                throw DomainException.Operation(
                    $"'{assignment}' names no secret: UUID=FILE or TYPE:USAGE=FILE would be right, e.g. ceph:client.admin secret=/root/ceph.key");
            }

            string name = assignment[..at];
            files[Guid.TryParse(name, out Guid uuid) ? uuid.ToString() : name] = assignment[(at + 1)..];
        }
    }

    /// <summary>The value of the secret of that name; null where no file was named for it.</summary>
    /// <exception cref="DomainException">The file cannot be read, is empty, or is too long for a secret.</exception>
    public byte[]? Value(string name)
    {
        if (!files.TryGetValue(name, out string? file))
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(file);
            byte[] value = new byte[LongestSecret + 1];
            int length = stream.ReadAtLeast(value, value.Length, throwOnEndOfStream: false);
            return length is > 0 and <= LongestSecret
                ? value[..length]
                : throw DomainException.Operation($"the secret file '{file}' {(length == 0 ? "is empty" : $"is longer than {LongestSecret} bytes")}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DomainException.Operation($"the secret '{name}' cannot be read: {e.Message}");
        }
    }
}
