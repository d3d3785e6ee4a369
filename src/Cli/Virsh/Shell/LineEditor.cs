using System.Text;

namespace VirshLite.Cli.Virsh.Shell;

/// <summary>A line typed at a terminal in raw mode: the usual keys of a shell, earlier lines, and the words that may follow at Tab.</summary>
/// <param name="read">The next byte; -1 at the end.</param>
/// <param name="screen">The terminal.</param>
/// <param name="history">Earlier lines.</param>
/// <param name="complete">The words that may stand at the end of a line, given up to the cursor.</param>
internal sealed class LineEditor(Func<int> read, TextWriter screen, LineHistory history, Func<string, IReadOnlyList<string>> complete)
{
    private const char Control = '\x1f';
    private readonly StringBuilder text = new();
    private string prompt = "";
    private int cursor;
    private int at;
    private string typed = "";

    /// <returns>The line; null at the end of the input.</returns>
    public string? Read(string shownPrompt)
    {
        prompt = shownPrompt;
        text.Clear();
        cursor = 0;
        at = history.Count;
        typed = "";
        Draw();
        while (true)
        {
            int key = read();
            switch (key)
            {
                case -1:
                case 'D' & Control when text.Length == 0:
                    screen.Write("\r\n");
                    return null;
                case '\r' or '\n':
                    screen.Write("\r\n");
                    return text.ToString();
                case 'C' & Control:
                    screen.Write("^C\r\n");
                    return "";
                case 0x1b:
                    Sequence();
                    break;
                default:
                    Key(key);
                    break;
            }

            Draw();
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
            case 'K' & Control: Delete(cursor, text.Length); break;
            case 'U' & Control: Delete(0, cursor); break;
            case 'W' & Control: Delete(WordStart(), cursor); break;
            case 'L' & Control: screen.Write("\x1b[H\x1b[2J"); break;
            case 0x7f or 0x08: Delete(Math.Max(0, cursor - 1), cursor); break;
            case '\t': Complete(); break;
            case >= 0x20: Insert(Letter(key)); break;
        }
    }

    /// <summary>The keys with arrows and names.</summary>
    private void Sequence()
    {
        if (read() is not ('[' or 'O'))
        {
            return;
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

    private void Recall(int step)
    {
        int wanted = at + step;
        if (wanted < 0 || wanted > history.Count)
        {
            return;
        }

        typed = at == history.Count ? text.ToString() : typed;
        at = wanted;
        text.Clear().Append(at == history.Count ? typed : history[at]);
        cursor = text.Length;
    }

    private void Complete()
    {
        string before = text.ToString(0, cursor);
        string word = before[(before.LastIndexOfAny([' ', ';']) + 1)..];
        string[] words = [.. complete(before).Where(w => w.StartsWith(word, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)];
        if (words.Length == 0)
        {
            return;
        }

        string common = words.Aggregate((one, other) => one[..CommonLength(one, other)]);
        if (words.Length == 1)
        {
            Insert(common[word.Length..] + " ");
        }
        else if (common.Length > word.Length)
        {
            Insert(common[word.Length..]);
        }
        else
        {
            screen.Write("\r\n" + string.Join("  ", words) + "\r\n");
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

    private void Draw()
    {
        screen.Write("\r" + prompt + text + "\x1b[K");
        if (cursor < text.Length)
        {
            screen.Write($"\x1b[{text.Length - cursor}D");
        }

        screen.Flush();
    }
}
