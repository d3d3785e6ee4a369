using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Completion;

/// <summary>Forgets socket paths of channels that libvirt made up in an earlier run; the start makes a new one (completion.md 6.7).</summary>
public sealed class ChannelPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Channel channel in context.Domain.Channels)
        {
            if (channel is { TargetType: ChannelTarget.Virtio, TargetName: { } name, Source: { Type: ChardevType.Unix, Path: { } path } source }
                && IsGenerated(path, name, context))
            {
                source.Path = null;
                source.Mode = ChardevMode.Bind;
            }
        }
    }

    private static bool IsGenerated(string path, string targetName, TranslationContext context)
    {
        Settings settings = context.Settings;
        string canonical = Canonical(path);
        return Rest(canonical, Canonical(settings.ChannelDirectory) + "/", context.Domain.Name, targetName)
            || Rest(canonical, settings.LibDirectory + "/channel/", context.Domain.Name, targetName)
            || Rest(canonical, settings.ConfigDirectory + "/qemu/channel/", context.Domain.Name, targetName)
            || Rest(canonical, settings.ConfigDirectory + "/channel/", context.Domain.Name, targetName);
    }

    /// <summary>/var/run is another name of /run.</summary>
    private static string Canonical(string path) => path.StartsWith("/var/run/", StringComparison.Ordinal) ? path[4..] : path;

    private static bool Rest(string path, string directory, string domainName, string targetName)
    {
        if (!path.StartsWith(directory, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = path.AsSpan(directory.Length);
        if (rest.StartsWith("target/"))
        {
            rest = rest[7..];
        }

        if (rest.StartsWith(domainName) && rest[domainName.Length..].StartsWith("."))
        {
            return rest[(domainName.Length + 1)..].SequenceEqual(targetName);
        }

        int slash = rest.IndexOf('/');
        return slash > 0 && rest[(slash + 1)..].SequenceEqual(targetName) && IsRunDirectory(rest[..slash]);
    }

    /// <summary>domain-X or N-X.</summary>
    private static bool IsRunDirectory(ReadOnlySpan<char> name)
    {
        if (name.StartsWith("domain-"))
        {
            return true;
        }

        int dash = name.IndexOf('-');
        return dash > 0 && name[..dash].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
