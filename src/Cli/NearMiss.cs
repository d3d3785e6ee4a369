using System.CommandLine;
using VirshLite.Cli.Verbs;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Cli;

/// <summary>What somebody meant who typed a verb or an option that there is not.</summary>
internal static class NearMiss
{
    /// <summary>Words of other programs for what these verbs do.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["run"] = "start",
        ["boot"] = "start",
        ["up"] = "start",
        ["launch"] = "start",
        ["stop"] = "shutdown",
        ["down"] = "shutdown",
        ["poweroff"] = "shutdown",
        ["halt"] = "shutdown",
        ["kill"] = "destroy",
        ["pause"] = "suspend",
        ["unpause"] = "resume",
        ["continue"] = "resume",
        ["restart"] = "reboot",
        ["ls"] = "list",
        ["ps"] = "list",
        ["rm"] = "undefine",
        ["remove"] = "undefine",
        ["delete"] = "undefine",
        ["show"] = "dominfo",
        ["info"] = "dominfo",
        ["status"] = "domstate",
        ["state"] = "domstate",
        ["xml"] = "dumpxml",
        ["cat"] = "dumpxml",
        ["check"] = "validate",
        ["lint"] = "validate",
        ["compare"] = "diff",
        ["cp"] = "blockcopy",
        ["networks"] = "net-list",
        ["nets"] = "net-list",
        ["pools"] = "pool-list",
        ["snapshots"] = "snapshot-list",
        ["snapshot"] = "snapshot-create-as",
        ["rename"] = "domrename",
        ["attach"] = "attach-device",
        ["detach"] = "detach-device",
        ["monitor"] = "qemu-monitor-command",
        ["events"] = "event",
        ["to-native"] = "domxml-to-native",
        ["from-native"] = "domxml-from-native",
    };

    /// <summary><c>; 'start' was meant?</c>, or nothing.</summary>
    public static string OfVerb(string word)
    {
        string[] names = [.. VerbList.All.Where(v => !v.Hidden).Select(v => v.Name)];
        if (((Elsewhere.GetValueOrDefault(word) is { } other && names.Contains(other) ? other : null) ?? NearestWord.Of(word, names)) is { } near)
        {
            return Meant([near]);
        }

        // one that is longer, or has the same words in another order
        string[] parts = word.ToLowerInvariant().Split('-', '_', '.');
        return Meant([.. names.Where(n => (word.Length > 2 && n.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            || (parts.Length > 1 && n.Split('-').Order(StringComparer.Ordinal).SequenceEqual(parts.Order(StringComparer.Ordinal)))).Take(4)]);
    }

    /// <summary>The same for an option of a verb, with or without its value.</summary>
    public static string OfOption(string word, Command verb)
    {
        string name = word.Split('=', ':')[0];
        IEnumerable<string> names = verb.Options.Concat(GlobalOptions.All).Where(o => !o.Hidden).SelectMany(o => o.Aliases.Prepend(o.Name));
        string[] all = [.. names.Where(n => n.StartsWith("--", StringComparison.Ordinal)).Distinct()];
        return NearestWord.Of(name, all) is { } near ? Meant([near])
            : Meant([.. all.Where(n => name.Length > 4 && n.StartsWith(name, StringComparison.Ordinal)).Take(4)]);
    }

    private static string Meant(string[] words) => words.Length == 0 ? "" : $"; {string.Join(" or ", words.Select(w => $"'{w}'"))} was meant?";
}
