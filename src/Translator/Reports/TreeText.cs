using System.Text;

namespace VirshLite.Translator.Reports;

/// <summary>Names and below each what belongs to it, drawn as virsh draws trees.</summary>
public static class TreeText
{
    /// <param name="root">The name at the top.</param>
    /// <param name="childrenOf">What stands right below a name.</param>
    public static string Of(string root, Func<string, IReadOnlyList<string>> childrenOf)
    {
        var text = new StringBuilder();
        Branch(text, root, childrenOf, new StringBuilder(), isRoot: true, isLast: false);
        return text.ToString();
    }

    private static void Branch(
        StringBuilder text, string name, Func<string, IReadOnlyList<string>> childrenOf, StringBuilder indent, bool isRoot, bool isLast)
    {
        text.Append(indent).Append(isRoot ? "" : "+- ").Append(name).Append('\n');
        IReadOnlyList<string> children = childrenOf(name);
        int length = indent.Length;
        indent.Append(isRoot ? "  " : isLast ? "    " : "|   ");
        if (children.Count > 0)
        {
            text.Append(indent).Append("|\n");
        }

        for (int i = 0; i < children.Count; i++)
        {
            Branch(text, children[i], childrenOf, indent, isRoot: false, i == children.Count - 1);
        }

        if (children.Count > 0 && childrenOf(children[^1]).Count == 0)
        {
            // virsh ends a group with a line of blanks, and what holds only the group's end with the same one
            text.Append(indent).Append("  \n");
        }

        indent.Length = length;
    }
}
