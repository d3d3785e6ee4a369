using System.Text;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>
/// What the last job of each guest came to, kept until it is asked for, until the next one ends or the host boots: the guest itself may be off by then.
/// </summary>
internal sealed class CompletedJobs(GuestStore store)
{
    private readonly string directory = store.Settings.StateDirectory + "/completed";

    public void Keep(Guid guest, JobStatistics statistics)
    {
        Files.MakeDirectory(directory, FileModes.OwnerDirectory);
        Files.WriteAtomically(FileOf(guest), Encoding.ASCII.GetBytes(string.Join('\n', statistics.ToLines()) + "\n"), FileModes.OwnerFile);
    }

    /// <summary>null where nothing is known.</summary>
    /// <param name="keep">It can be asked for again.</param>
    public JobStatistics? Take(Guid guest, bool keep)
    {
        string file = FileOf(guest);
        JobStatistics? statistics = File.Exists(file) ? JobStatistics.Parse(File.ReadLines(file)) : null;
        if (!keep)
        {
            Files.Delete(file);
        }

        return statistics;
    }

    private string FileOf(Guid guest) => $"{directory}/{guest:D}";
}
