using System.Xml.Linq;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>
/// Secrets as libvirt keeps them: <c>UUID.xml</c> says what a secret is for, <c>UUID.base64</c> is its value. An ephemeral secret lives in a daemon's memory
/// and cannot be had.
/// </summary>
internal static class HostSecrets
{
    public static byte[]? Value(HostFiles files, string configuration, Guid uuid)
    {
        foreach (string directory in Directories(configuration))
        {
            if (Value(files, directory, uuid.ToString()) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <param name="usageType">volume, ceph, iscsi, tls or vtpm.</param>
    public static byte[]? Value(HostFiles files, string configuration, string usageType, string usage)
    {
        string child = usageType switch
        {
            "volume" => "volume",
            "iscsi" => "target",
            _ => "name",
        };
        foreach (string directory in Directories(configuration))
        {
            foreach (XElement secret in DefinitionFiles.LoadAll(files, directory))
            {
                if (secret.Element("usage") is { } element &&
                    element.Attribute("type")?.Value == usageType &&
                    element.Element(child)?.Value == usage &&
                    secret.Element("uuid")?.Value is { } uuid)
                {
                    return Value(files, directory, uuid);
                }
            }
        }

        return null;
    }

    /// <summary>libvirt's are beside the domains' directory, VirshLite's own below its configuration.</summary>
    private static string[] Directories(string configuration) => [configuration + "/secrets", DefinitionFiles.Beside(configuration, "secrets")];

    private static byte[]? Value(HostFiles files, string directory, string uuid)
    {
        string? text = uuid.Contains('/', StringComparison.Ordinal) ? null : files.Line($"{directory}/{uuid}.base64");
        byte[] value = new byte[(text?.Length ?? 0) * 3 / 4];
        return text is not null && Convert.TryFromBase64String(text, value, out int length) ? value[..length] : null;
    }
}
