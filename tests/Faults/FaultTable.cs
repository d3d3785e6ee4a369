using System.Globalization;
using System.Text;

namespace VirshLite.Faults;

/// <summary>What was cut off how often, and what became of the guests: a row a kind, and the figures of all in the last line.</summary>
internal sealed class FaultTable
{
    private readonly Dictionary<string, (int Cuts, int Resumed, int Lost, int Doubled)> rows = [];

    public List<string> Notes { get; } = [];

    public int Lost => rows.Values.Sum(r => r.Lost + r.Doubled);

    public void Add(string kind, Fate fate, string note)
    {
        (int cuts, int resumed, int lost, int doubled) = rows.GetValueOrDefault(kind);
        if (Environment.GetEnvironmentVariable("TEST_FAULT_LOG") is { Length: > 0 } log)
        {
            File.AppendAllText(log, $"{DateTime.Now:T} {kind}: {fate} {note}\n");
        }

        rows[kind] = (cuts + 1, resumed + (fate == Fate.Resumed ? 1 : 0), lost + (fate == Fate.Lost ? 1 : 0), doubled + (fate == Fate.Doubled ? 1 : 0));
        if (fate is Fate.Lost or Fate.Doubled)
        {
            Notes.Add($"{kind}: {fate}: {note}");
        }
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{"cut off",-34} {"steps",6} {"resumed by hand",16} {"guests lost",12} {"run twice",10}"));
        foreach ((string kind, (int cuts, int resumed, int lost, int doubled)) in rows)
        {
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-34} {cuts,6} {resumed,16} {lost,12} {doubled,10}"));
        }

        Notes.ForEach(n => text.AppendLine(n));
        text.Append(string.Create(CultureInfo.InvariantCulture,
            $"{rows.Values.Sum(r => r.Cuts)} steps killed: {rows.Values.Sum(r => r.Lost)} guests lost, {rows.Values.Sum(r => r.Doubled)} run twice"));
        return text.ToString();
    }
}

/// <summary>What became of a guest.</summary>
internal enum Fate
{
    /// <summary>It runs, or its image is whole.</summary>
    GoesOn,

    /// <summary>It was paused, and ran when it was told to.</summary>
    Resumed,

    Lost,

    Doubled,
}
