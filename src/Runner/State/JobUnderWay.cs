using System.Globalization;
using System.Text;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// What a command does with a guest as a whole (save, migration …), noted beside the guest's record while it goes on: what domjobinfo calls it, and whom
/// domjobabort asks to give it up.
/// </summary>
internal sealed class JobUnderWay : IDisposable
{
    private readonly string file;

    private JobUnderWay(string file) => this.file = file;

    /// <param name="Operation">What it does.</param>
    /// <param name="Process">The command's.</param>
    /// <param name="Began">When it began.</param>
    public sealed record Note(JobOperation Operation, ProcessIdentity Process, DateTimeOffset Began);

    /// <summary>From now on until it is disposed.</summary>
    public static JobUnderWay Begin(GuestStore store, string guest, JobOperation operation)
    {
        string file = FileOf(store, guest);
        ProcessIdentity self = ProcessIdentity.Of(Environment.ProcessId) ?? default;
        long began = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        string text = string.Create(CultureInfo.InvariantCulture, $"{self.Pid} {self.StartTicks} {began} {JobOperation.Names[operation]}\n");
        Files.WriteAtomically(file, Encoding.UTF8.GetBytes(text), FileModes.OwnerFile);
        return new JobUnderWay(file);
    }

    /// <summary>null where no command is at work.</summary>
    public static Note? Of(GuestStore store, string guest)
    {
        string file = FileOf(store, guest);
        string[] words = File.Exists(file) ? File.ReadAllText(file).TrimEnd().Split(' ', 4) : [];
        if (words.Length < 4 || !int.TryParse(words[0], CultureInfo.InvariantCulture, out int pid)
            || !ulong.TryParse(words[1], CultureInfo.InvariantCulture, out ulong start)
            || !long.TryParse(words[2], CultureInfo.InvariantCulture, out long began)
            || !JobOperation.Names.TryParse(words[3], out JobOperation operation))
        {
            return null;
        }

        var process = new ProcessIdentity(pid, start);
        return process.IsAlive ? new Note(operation, process, DateTimeOffset.FromUnixTimeMilliseconds(began)) : null;
    }

    public void Dispose() => Files.Delete(file);

    private static string FileOf(GuestStore store, string guest) => store.DirectoryOf(guest) + "/job";
}
