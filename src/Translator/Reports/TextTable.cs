using System.Text;

namespace VirshLite.Translator.Reports;

/// <summary>A table as virsh prints it: a heading, a line of dashes, columns three blanks apart.</summary>
public sealed class TextTable(params string[] heading)
{
    private readonly List<string[]> rows = [];

    public IReadOnlyList<string> Heading => heading;

    public IReadOnlyList<IReadOnlyList<string>> Rows => rows;

    public void Add(params string[] cells) => rows.Add(cells);

    public string ToString(bool quiet)
    {
        int columns = heading.Length;
        int[] widths = new int[columns];
        foreach (string[] row in quiet ? rows : [heading, .. rows])
        {
            for (int i = 0; i < columns; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length);
            }
        }

        var text = new StringBuilder();
        if (!quiet)
        {
            Row(text, heading, widths);
            text.Append('-', widths.Sum() + (3 * columns)).Append('\n');
        }

        foreach (string[] row in rows)
        {
            Row(text, row, widths);
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string[] cells, int[] widths)
    {
        text.Append(' ');
        for (int i = 0; i < cells.Length - 1; i++)
        {
            text.Append(cells[i].PadRight(widths[i] + 3));
        }

        text.Append(cells[^1]).Append('\n');
    }
}
