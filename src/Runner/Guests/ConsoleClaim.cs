using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>Who is connected to a console: two people do not share one, unless the second takes it from the first.</summary>
internal sealed class ConsoleClaim : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly string owner;
    private readonly string mark = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {Guid.NewGuid()}");
    private readonly FileLock held;

    private ConsoleClaim(string owner, FileLock held)
    {
        this.owner = owner;
        this.held = held;
        Write(owner, mark);
    }

    /// <summary>Somebody else wants the console.</summary>
    public bool IsLost
    {
        get
        {
            try
            {
                return File.ReadAllText(owner) != mark;
            }
            catch (IOException)
            {
                return true;
            }
        }
    }

    /// <param name="directory">The guest's.</param>
    /// <param name="alias">The device.</param>
    /// <param name="force">Whoever is connected has to go.</param>
    /// <exception cref="GuestException">Somebody is connected.</exception>
    public static ConsoleClaim Take(string directory, string alias, bool force)
    {
        string owner = $"{directory}/console-{alias}";
        FileLock? held = FileLock.TryTake(owner + ".lock");
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (held is null && force && Environment.TickCount64 < end)
        {
            // the other one sees that this is no longer its mark
            Write(owner, "");
            Thread.Sleep(100);
            held = FileLock.TryTake(owner + ".lock");
        }

        return held is not null ? new ConsoleClaim(owner, held)
            : throw new GuestException("operation failed: Active console session exists for this domain");
    }

    public void Dispose() => held.Dispose();

    private static void Write(string owner, string mark) => Files.WriteAtomically(owner, Encoding.UTF8.GetBytes(mark), FileModes.OwnerFile);
}
