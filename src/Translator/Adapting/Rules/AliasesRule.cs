using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// Aliases count devices of a kind. Where one was cut, what changes properties by alias (<c>&lt;qemu:override&gt;</c>, <c>-set device.hostdev1.x=…</c>) follows
/// those behind it, and goes with the one that is gone.
/// </summary>
internal sealed class AliasesRule : IAdaptingRule
{
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.Ordinal)
    {
        ["hostdev"] = "hostdev",
        ["net"] = "interface",
        ["sound"] = "sound",
        ["video"] = "video",
        ["input"] = "input",
        ["redir"] = "redirdev",
        ["fs"] = "filesystem",
        ["tpm"] = "tpm",
        ["rng"] = "rng",
        ["vsock"] = "vsock",
        ["shmem"] = "shmem",
        ["watchdog"] = "watchdog",
        ["smartcard"] = "smartcard",
        ["panic"] = "panic",
    };

    public void Run(AdaptingDraft draft)
    {
        if (draft.DevicesLeft.Count == 0)
        {
            return;
        }

        foreach (XElement device in draft.Root.Elements(QemuArgument.Qemu + "override").Elements(QemuArgument.Qemu + "device"))
        {
            Follow(draft, device, device, "alias", device.Attribute("alias")?.Value ?? "", "");
        }

        foreach (QemuArgument argument in QemuArgument.Of(draft.Root))
        {
            const string Device = "device.";
            if (argument is { Name: "set", Value: { } value } && value.StartsWith(Device, StringComparison.Ordinal))
            {
                string alias = value[Device.Length..].Split('.', '=')[0];
                if (!Follow(draft, argument.Elements[^1], argument.Elements[0], "value", alias, value))
                {
                    draft.AlsoCommentOut(argument.Elements[^1], "its value");
                }
            }
        }
    }

    /// <returns>False: what the alias stood for is gone.</returns>
    private static bool Follow(AdaptingDraft draft, XElement element, XElement whole, string attribute, string alias, string value)
    {
        string prefix = alias.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (!Kinds.TryGetValue(prefix, out string? kind) || !draft.DevicesLeft.TryGetValue(kind, out List<int>? left)
            || !int.TryParse(alias.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return true;
        }

        int now = left.IndexOf(index);
        if (now < 0)
        {
            draft.CommentOut(whole, $"{alias} is commented out");
            return false;
        }

        if (now != index)
        {
            string other = prefix + now.ToString(CultureInfo.InvariantCulture);
            draft.SetAttribute(element, attribute, value.Length == 0 ? other : value.Replace($"device.{alias}", $"device.{other}", StringComparison.Ordinal),
                $"the device that was {alias} is {other} now");
        }

        return true;
    }
}
