using System.Text;

namespace VirshLite.Conformance.Hotplug;

/// <summary>What is not as libvirt has it, gathered while one case runs.</summary>
internal sealed class Differences
{
    private readonly StringBuilder text = new();

    public bool IsEmpty => text.Length == 0;

    public void Add(string what) => text.Append("  ").AppendLine(what);

    public void Texts(string what, string expected, string actual)
    {
        if (expected != actual)
        {
            Add(what + ":");
            LineDifferences.Append(text, expected.Split('\n'), actual.Split('\n'), most: 14);
        }
    }

    public override string ToString() => text.ToString();
}
