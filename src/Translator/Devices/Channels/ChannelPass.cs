using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Channels;

/// <summary>Forgets socket paths of channels that libvirt made up in an earlier run; the start makes a new one (completion.md 6.7).</summary>
internal sealed class ChannelPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Channel channel in context.Domain.Channels)
        {
            if (channel is { TargetType: ChannelTarget.Virtio, Source: { Type: ChardevType.Unix, Path: { } path } source }
                && IsGenerated(path, channel.TargetName, context))
            {
                source.Path = null;
                source.Mode = ChardevMode.Bind;
            }
        }
    }

    private static bool IsGenerated(string path, string? targetName, TranslationContext context)
    {
        Settings settings = context.Settings;
        return IsBelow(path, settings.ChannelDirectory + "/", targetName, context.Rules)
            || IsBelow(path, settings.LibDirectory + "/channel/", targetName, context.Rules)
            || IsBelow(path, settings.ConfigDirectory + "/qemu/channel/", targetName, context.Rules)
            || IsBelow(path, settings.ConfigDirectory + "/channel/", targetName, context.Rules);
    }

    private static bool IsBelow(string path, string directory, string? targetName, Compatibility rules)
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
        else if (!rules.ChannelsLiveInRun)
        {
            return false;
        }

        int slash = rest.IndexOf('/');
        if (targetName is null)
        {
            // a channel without a name: how the path begins is enough (measured: libvirt 11.3)
            return rest.IndexOf('.') is > 0 and var dot && (slash < 0 || dot < slash) || (slash > 0 && IsRunDirectory(rest[..slash]));
        }

        // any guest's name counts: the XML may be a copy
        if (rest.EndsWith(targetName) && rest[..^targetName.Length] is [_, .., '.'] prefix && !prefix.Contains('/'))
        {
            return true;
        }

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
