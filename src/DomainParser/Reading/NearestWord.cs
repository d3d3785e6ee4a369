namespace VirshLite.DomainParser.Reading;

/// <summary>What a misspelt word was probably meant to be.</summary>
public static class NearestWord
{
    /// <summary><c>; &lt;vcpu&gt; was meant?</c>, or nothing where no word is near.</summary>
    public static string Hint(string word, IEnumerable<string> words, string open, string close) =>
        Of(word, words) is { } near ? $"; {open}{near}{close} was meant?" : "";

    /// <summary>The word of the set that is at most two changes away (one in a short word); null where there is none.</summary>
    public static string? Of(string word, IEnumerable<string> words)
    {
        string? best = null;
        int least = word.Length <= 4 ? 1 : 2;
        foreach (string other in words.Order(StringComparer.Ordinal))
        {
            int distance = string.Equals(word, other, StringComparison.OrdinalIgnoreCase) ? 0 : Distance(word, other);
            if (distance < least || (distance == least && best is null))
            {
                (best, least) = (other, distance);
            }
        }

        return best;
    }

    /// <summary>Letters to change, add, take away, or swap with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            table[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            table[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
