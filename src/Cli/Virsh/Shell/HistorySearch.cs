namespace VirshLite.Cli.Virsh.Shell;

/// <summary>Ctrl+R: the last line that holds what is typed; Ctrl+R again the one before it, Enter takes it, Ctrl+G and Escape leave the search.</summary>
/// <param name="read">The next byte; -1 at the end.</param>
/// <param name="history">Earlier lines.</param>
/// <param name="show">Shows the search: what is looked for, and the line that was found.</param>
internal sealed class HistorySearch(Func<int> read, LineHistory history, Action<string, string> show)
{
    private const int ControlC = 3, ControlG = 7, ControlR = 0x12, Escape = 0x1b;

    /// <returns>The line, and the key that ended the search, which counts: 0 where the search was given up.</returns>
    public (string Line, int Key) Run(string before)
    {
        string wanted = "", found = before;
        int at = history.Count;
        while (true)
        {
            show(wanted, found);
            int key = read();
            switch (key)
            {
                case ControlR:
                    at = Find(wanted, at - 1) ?? at;
                    break;
                case 0x7f or 0x08:
                    wanted = wanted[..Math.Max(0, wanted.Length - 1)];
                    at = Find(wanted, history.Count - 1) ?? at;
                    break;
                case ControlC or ControlG:
                    return (before, 0);
                case -1 or Escape:
                    return (found, 0);
                case >= 0x20:
                    wanted += (char)key;
                    at = Find(wanted, Math.Min(at, history.Count - 1)) ?? at;
                    break;
                default:
                    return (found, key);
            }

            found = at < history.Count && wanted.Length > 0 ? history[at] : found;
        }
    }

    private int? Find(string wanted, int from)
    {
        for (int i = from; i >= 0 && wanted.Length > 0; i--)
        {
            if (history[i].Contains(wanted, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return null;
    }
}
