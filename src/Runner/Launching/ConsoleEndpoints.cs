using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;

namespace VirshLite.Runner.Launching;

/// <summary>Where the guest's character devices can be reached once QEMU runs.</summary>
internal static class ConsoleEndpoints
{
    private const string PtyPrefix = "pty:";

    /// <summary><paramref name="queryChardev"/> is asked only where there is a pty, whose path QEMU alone knows.</summary>
    public static IReadOnlyList<ConsoleEndpoint> Of(Domain domain, Func<JsonElement> queryChardev)
    {
        var endpoints = new List<ConsoleEndpoint>();
        JsonElement? chardevs = null;
        foreach (CharacterDevice device in Devices(domain))
        {
            if (device.Alias is not { } alias)
            {
                continue;
            }

            ChardevSource source = device.Source;
            string? path = source.Type switch
            {
                ChardevType.Pty => PtyOf("char" + alias, chardevs ??= queryChardev()),
                ChardevType.Unix or ChardevType.File or ChardevType.Dev or ChardevType.Pipe => source.Path,
                ChardevType.Tcp => $"{source.Host}:{source.Service}",
                _ => null,
            };
            if (path is not null)
            {
                endpoints.Add(new ConsoleEndpoint(alias, ChardevType.Names[source.Type], path));
            }
        }

        return endpoints;
    }

    private static IEnumerable<CharacterDevice> Devices(Domain domain)
    {
        foreach (CharacterDevice serial in domain.Serials)
        {
            yield return serial;
        }

        foreach (CharacterDevice parallel in domain.Parallels)
        {
            yield return parallel;
        }

        foreach (CharacterDevice console in domain.Consoles)
        {
            yield return console;
        }

        foreach (CharacterDevice channel in domain.Channels)
        {
            yield return channel;
        }
    }

    private static string? PtyOf(string label, JsonElement chardevs)
    {
        foreach (JsonElement chardev in chardevs.EnumerateArray())
        {
            if (chardev.GetProperty("label").GetString() == label
                && chardev.GetProperty("filename").GetString() is { } file
                && file.StartsWith(PtyPrefix, StringComparison.Ordinal))
            {
                return file[PtyPrefix.Length..];
            }
        }

        return null;
    }
}
