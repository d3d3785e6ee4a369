using System.Globalization;
using VirshLite.Translator.Reports;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Output;

/// <summary>Snapshots and checkpoints as virsh shows them.</summary>
internal static class MomentText
{
    /// <summary>Local time with its offset, as in virsh's lists.</summary>
    public static string Time(long seconds)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime();
        string offset = time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
        return time.ToString("yyyy-MM-dd HH:mm:ss ", CultureInfo.InvariantCulture) + offset;
    }

    /// <summary>Who was made on whom, an empty line behind each root's tree.</summary>
    public static void Tree(Io io, MomentTree tree, IReadOnlySet<string> shown)
    {
        foreach (Moment root in tree.All.Where(m => shown.Contains(m.Name) && !(tree.ParentOf(m.Name) is { } parent && shown.Contains(parent))))
        {
            io.Out.Write(TreeText.Of(root.Name, name => [.. tree.ChildrenOf(name).Select(c => c.Name).Where(shown.Contains)]));
            io.Out.WriteLine();
        }
    }

    public static void Line(Io io, string name, string value) => io.Out.WriteLine((name + ":").PadRight(15) + " " + value);
}
