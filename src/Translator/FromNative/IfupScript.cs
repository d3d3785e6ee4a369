using System.Text.RegularExpressions;

namespace VirshLite.Translator.FromNative;

/// <summary>Which bridge an ifup script puts its tap on, where that is plain to see.</summary>
public static partial class IfupScript
{
    /// <summary>The bridge that the text names; null where it names none, or works it out.</summary>
    public static string? BridgeOf(string script)
    {
        Match match = Joins().Match(script);
        if (!match.Success)
        {
            return null;
        }

        string bridge = match.Groups["bridge"].Value.Trim('"', '\'');
        if (!bridge.StartsWith('$'))
        {
            return bridge;
        }

        string variable = bridge.Trim('$', '{', '}');
        Match assignment = Regex.Match(
            script, $@"^\s*{Regex.Escape(variable)}=[""']?(?<value>[\w.:-]+)[""']?\s*$", RegexOptions.Multiline | RegexOptions.NonBacktracking);
        return assignment.Success ? assignment.Groups["value"].Value : null;
    }

    /// <summary>brctl addif BRIDGE …, ip link set … master BRIDGE, ovs-vsctl add-port BRIDGE …</summary>
    [GeneratedRegex(@"(brctl\s+addif\s+|\bmaster\s+|ovs-vsctl\s+(--\S+\s+)*add-port\s+)(?<bridge>[""']?\$?\{?[\w.:-]+\}?[""']?)")]
    private static partial Regex Joins();
}
