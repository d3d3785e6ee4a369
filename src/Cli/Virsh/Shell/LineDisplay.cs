namespace VirshLite.Cli.Virsh.Shell;

/// <summary>
/// A line on the screen: only what has changed is written, as readline does, so that programs that type to the shell see the prompt once. A line that does
/// not fit goes on in the next one.
/// </summary>
/// <param name="screen">The terminal.</param>
/// <param name="columns">How many letters fit in a line of it.</param>
/// <param name="isPlain">It moves backwards by single letters only (TERM=dumb).</param>
internal sealed class LineDisplay(TextWriter screen, Func<int> columns, bool isPlain)
{
    private string prompt = "";
    private string shown = "";
    private int cursor;

    /// <summary>A new line with a prompt.</summary>
    public void Begin(string newPrompt)
    {
        prompt = newPrompt;
        shown = "";
        cursor = 0;
        screen.Write(prompt);
        Wrap(0);
        screen.Flush();
    }

    /// <summary>The line is this, and the cursor there.</summary>
    public void Show(string text, int wantedCursor)
    {
        int same = 0;
        while (same < text.Length && same < shown.Length && text[same] == shown[same])
        {
            same++;
        }

        if (same < text.Length || same < shown.Length)
        {
            Move(same);
            screen.Write(text[same..]);
            int before = shown.Length;
            shown = text;
            cursor = text.Length;
            Wrap(same);
            Erase(before - text.Length);
        }

        Move(wantedCursor);
        screen.Flush();
    }

    /// <summary>The line is finished: what follows stands below it.</summary>
    public void End(string suffix = "")
    {
        Move(shown.Length);
        screen.Write(suffix + "\r\n");
        screen.Flush();
    }

    /// <summary>Something was said in between; the line stands again below it.</summary>
    public void Below(string said)
    {
        string line = shown;
        int at = cursor;
        End();
        screen.Write(said);
        Begin(prompt);
        Show(line, at);
    }

    public void Clear()
    {
        (string line, int at) = (shown, cursor);
        screen.Write("\x1b[H\x1b[2J");
        Begin(prompt);
        Show(line, at);
    }

    public void Bell()
    {
        screen.Write('\a');
        screen.Flush();
    }

    /// <summary>A terminal stays behind the last column until the next letter comes: that letter is a blank, taken back at once.</summary>
    private void Wrap(int from)
    {
        if (!isPlain && prompt.Length + shown.Length > 0 && (from < shown.Length || shown.Length == 0) && (prompt.Length + shown.Length) % columns() == 0)
        {
            screen.Write(" \r");
        }
    }

    private void Erase(int letters)
    {
        if (letters <= 0)
        {
            return;
        }

        screen.Write(isPlain ? new string(' ', letters) + new string('\b', letters) : "\x1b[J");
    }

    private void Move(int to)
    {
        if (to == cursor)
        {
            return;
        }

        int width = isPlain ? int.MaxValue : columns();
        int from = prompt.Length + cursor, goal = prompt.Length + to;
        if (from / width == goal / width)
        {
            screen.Write(to < cursor ? new string('\b', cursor - to) : shown[cursor..to]);
        }
        else
        {
            int rows = (goal / width) - (from / width);
            int column = goal % width;
            screen.Write($"\r\x1b[{Math.Abs(rows)}{(rows < 0 ? 'A' : 'B')}" + (column > 0 ? $"\x1b[{column}C" : ""));
        }

        cursor = to;
    }
}
