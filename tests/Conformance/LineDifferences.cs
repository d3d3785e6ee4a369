using System.Text;

namespace VirshLite.Conformance;

/// <summary>The lines in which two texts differ, by a longest common subsequence; enough for texts of some hundred lines.</summary>
internal static class LineDifferences
{
    public static void Append(StringBuilder text, string[] expected, string[] actual, int most)
    {
        int[,] length = new int[expected.Length + 1, actual.Length + 1];
        for (int i = expected.Length - 1; i >= 0; i--)
        {
            for (int j = actual.Length - 1; j >= 0; j--)
            {
                length[i, j] = expected[i] == actual[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
            }
        }

        int a = 0;
        int b = 0;
        int shown = 0;
        while ((a < expected.Length || b < actual.Length) && shown < most)
        {
            if (a < expected.Length && b < actual.Length && expected[a] == actual[b])
            {
                a++;
                b++;
            }
            else if (b >= actual.Length || (a < expected.Length && length[a + 1, b] >= length[a, b + 1]))
            {
                text.Append("    - ").AppendLine(expected[a++]);
                shown++;
            }
            else
            {
                text.Append("    + ").AppendLine(actual[b++]);
                shown++;
            }
        }
    }
}
