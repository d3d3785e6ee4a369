using System.Text;

namespace VirshLite.Cli.Virsh.Shell;

/// <summary>A line typed at a terminal in raw mode: the usual keys of a shell, earlier lines, and the words that may follow at Tab.</summary>
/// <param name="read">The next byte; -1 at the end.</param>
/// <param name="display">Where the line is shown.</param>
/// <param name="history">Earlier lines.</param>
/// <param name="complete">The words that may stand at the end of a line, given up to the cursor.</param>
internal sealed class LineEditor(Func<int> read, LineDisplay display, LineHistory history, Func<string, IReadOnlyList<string>> complete)
{
    private const char Control = '\x1f';
    private readonly StringBuilder text = new();
    private string prompt = "";
    private int cursor;
    private int at;
    private string typed = "";
    private string cut = "";

    /// <returns>The line; null at the end of the input.</returns>
    public string? Read(string shownPrompt)
    {
        prompt = shownPrompt;
        text.Clear();
        cursor = 0;
        at = history.Count;
        typed = "";
        display.Begin(prompt);
        int key = 0;
        while (true)
        {
            key = key == 0 ? read() : key;
            switch (key)
            {
                case -1:
                case 'D' & Control when text.Length == 0:
                    display.End();
                    return null;
                case '\r' or '\n':
                    display.End();
                    return text.ToString();
                case 'C' & Control:
                    display.End("^C");
                    return "";
                case 'R' & Control:
                    key = Search();
                    continue;
                case 0x1b:
                    Sequence();
                    break;
                default:
                    Key(key);
                    break;
            }

            key = 0;
            display.Show(text.ToString(), cursor);
        }
    }

    private void Key(int key)
    {
        switch (key)
        {
            case 'A' & Control: cursor = 0; break;
            case 'E' & Control: cursor = text.Length; break;
            case 'B' & Control: cursor = Math.Max(0, cursor - 1); break;
            case 'F' & Control: cursor = Math.Min(text.Length, cursor + 1); break;
            case 'P' & Control: Recall(-1); break;
            case 'N' & Control: Recall(1); break;
            case 'D' & Control: Delete(cursor, Math.Min(text.Length, cursor + 1)); break;
            case 'K' & Control: Cut(cursor, text.Length); break;
            case 'U' & Control: Cut(0, cursor); break;
            case 'W' & Control: Cut(WordStart(), cursor); break;
            case 'Y' & Control: Insert(cut); break;
            case 'L' & Control: display.Clear(); break;
            case 0x7f or 0x08: Delete(Math.Max(0, cursor - 1), cursor); break;
            case '\t': Complete(); break;
            case >= 0x20: Insert(Letter(key)); break;
        }
    }

    /// <summary>The keys with arrows and names, and those with Alt.</summary>
    private void Sequence()
    {
        int next = read();
        switch (next)
        {
            case 'b': cursor = WordStart(); return;
            case 'f': cursor = WordEnd(); return;
            case 'd': Cut(cursor, WordEnd()); return;
            case 0x7f: Cut(WordStart(), cursor); return;
            case not ('[' or 'O'): return;
        }

        int key = read();
        int number = 0;
        while (key is >= '0' and <= '9' or ';')
        {
            number = key == ';' ? number : (number * 10) + key - '0';
            key = read();
        }

        switch ((char)key, number)
        {
            case ('A', _): Recall(-1); break;
            case ('B', _): Recall(1); break;
            case ('C', _): cursor = Math.Min(text.Length, cursor + 1); break;
            case ('D', _): cursor = Math.Max(0, cursor - 1); break;
            case ('H', _) or ('~', 1 or 7): cursor = 0; break;
            case ('F', _) or ('~', 4 or 8): cursor = text.Length; break;
            case ('~', 3): Delete(cursor, Math.Min(text.Length, cursor + 1)); break;
        }
    }

    /// <summary>A letter beyond ASCII takes several bytes.</summary>
    private string Letter(int first)
    {
        int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : 0;
        byte[] bytes = new byte[more + 1];
        bytes[0] = (byte)first;
        for (int i = 1; i <= more; i++)
        {
            bytes[i] = (byte)read();
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private void Insert(string letters)
    {
        text.Insert(cursor, letters);
        cursor += letters.Length;
    }

    private void Delete(int from, int to)
    {
        text.Remove(from, to - from);
        cursor = from;
    }

    private void Cut(int from, int to)
    {
        cut = text.ToString(from, to - from);
        Delete(from, to);
    }

    private int WordStart()
    {
        int start = cursor;
        while (start > 0 && text[start - 1] == ' ')
        {
            start--;
        }

        while (start > 0 && text[start - 1] != ' ')
        {
            start--;
        }

        return start;
    }

    private int WordEnd()
    {
        int end = cursor;
        while (end < text.Length && text[end] == ' ')
        {
            end++;
        }

        while (end < text.Length && text[end] != ' ')
        {
            end++;
        }

        return end;
    }

    private void Recall(int step)
    {
        int wanted = at + step;
        if (wanted < 0 || wanted > history.Count)
        {
            return;
        }

        typed = at == history.Count ? text.ToString() : typed;
        at = wanted;
        Replace(at == history.Count ? typed : history[at]);
    }

    private void Replace(string line)
    {
        text.Clear().Append(line);
        cursor = text.Length;
    }

    /// <returns>The key that ended the search and counts as any other; 0 where there is none.</returns>
    private int Search()
    {
        display.Show("", 0);
        (string line, int key) = new HistorySearch(read, history, (wanted, found) =>
        {
            string shown = $"(search) '{wanted}': {found}";
            display.Show(shown, shown.Length);
        }).Run(text.ToString());
        Replace(line);
        display.Show(line, cursor);
        return key;
    }

    private void Complete()
    {
        string before = text.ToString(0, cursor);
        string word = before[(before.LastIndexOfAny([' ', ';']) + 1)..];
        string[] words = [.. complete(before).Where(w => w.StartsWith(word, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        if (words.Length == 0)
        {
            display.Bell();
            return;
        }

        string common = words.Aggregate((one, other) => one[..CommonLength(one, other)]);
        if (words.Length == 1)
        {
            Insert(common[word.Length..] + (common.EndsWith('/') ? "" : " "));
        }
        else if (common.Length > word.Length)
        {
            Insert(common[word.Length..]);
        }
        else
        {
            display.Below(string.Join("  ", words) + "\r\n");
        }
    }

    private static int CommonLength(string one, string other)
    {
        int length = 0;
        while (length < Math.Min(one.Length, other.Length) && one[length] == other[length])
        {
            length++;
        }

        return length;
    }
}
