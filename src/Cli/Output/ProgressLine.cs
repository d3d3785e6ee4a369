using System.Globalization;

namespace VirshLite.Cli.Output;

/// <summary>virsh's line about how far a job is: <c>Save: [ 3.10 %]</c>, written over itself until it is done.</summary>
internal sealed class ProgressLine(Io io, string label) : IDisposable
{
    private bool begun;

    /// <param name="part">From 0 to 1.</param>
    public void Show(double part)
    {
        if (io.Json is not null)
        {
            return;
        }

        begun = true;
        io.RawError.Write(string.Create(CultureInfo.InvariantCulture, $"\r{label}: [{part * 100,5:0.00} %]"));
        io.RawError.Flush();
    }

    /// <summary>Whoever goes on writing ends the line.</summary>
    public void LeaveOpen() => begun = false;

    public void Dispose()
    {
        if (begun)
        {
            io.Error.WriteLine();
        }
    }
}
