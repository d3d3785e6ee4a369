using System.Text;

namespace VirshLite.Conformance.State;

/// <summary>What came out of one case, with what differs.</summary>
internal sealed class StateOutcome
{
    private readonly StringBuilder differences = new();

    public bool Passed => differences.Length == 0;

    public string Differences => differences.ToString();

    /// <summary>XML as text, line by line; libvirt's layout is ours.</summary>
    public void SameText(string what, string expected, string actual)
    {
        if (expected.TrimEnd() != actual.TrimEnd())
        {
            differences.AppendLine($"  {what}:");
            LineDifferences.Append(differences, expected.TrimEnd().Split('\n'), actual.TrimEnd().Split('\n'), most: 12);
        }
    }

    /// <summary>JSON documents, one after another; the order of keys does not count, that of items does.</summary>
    public void SameJson(string what, IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        for (int i = 0; i < Math.Max(expected.Count, actual.Count); i++)
        {
            string left = i < expected.Count ? expected[i] : "nothing";
            string right = i < actual.Count ? actual[i] : "nothing";
            if (i >= expected.Count || i >= actual.Count || !JsonTexts.Equal(left, right))
            {
                differences.AppendLine($"  {what} {i}: expected {JsonTexts.Compact(left)}");
                differences.AppendLine($"  {what} {i}: got      {JsonTexts.Compact(right)}");
            }
        }
    }

    public void Same<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            differences.AppendLine($"  {what}: expected {expected}, got {actual}");
        }
    }

    public void Fail(string why) => differences.AppendLine("  " + why);
}
