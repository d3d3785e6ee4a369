using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Addresses;

/// <summary>Two devices cannot have the same alias (completion.md 8).</summary>
internal sealed class UserAliasPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        HashSet<string>? seen = null;
        foreach (Device device in AllDevices.Of(context.Domain))
        {
            if (device.HasUserAlias && !(seen ??= []).Add(device.Alias!) && !IsSameDevice(context.Domain, device))
            {
                throw new DomainException($"non unique alias detected: {device.Alias}", device.Position);
            }
        }
    }

    /// <summary>A host device that stands for an interface has the interface's alias; the first console has the first serial's.</summary>
    private static bool IsSameDevice(Domain domain, Device device) => device switch
    {
        Hostdev { Interface: not null } => true,
        GuestConsole => domain.Consoles.Count > 0 && ReferenceEquals(device, domain.Consoles[0]),
        _ => false,
    };
}
