using System.Globalization;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// The directories of runs below /var/lib outlive a power cut, whose records below /run do not: keys and sockets that nobody would ever remove. Each directory
/// of ours bears a mark with the boot it belongs to; a start removes those of earlier boots.
/// </summary>
internal static class FormerRuns
{
    private const string Mark = ".virshlite-run";
    private const string Prefix = "domain-";

    private static string Boot => KernelFiles.Read("/proc/sys/kernel/random/boot_id") ?? "";

    /// <summary>Marks a run's directory as ours and this boot's.</summary>
    public static void Sign(string directory) => Files.WriteAtomically($"{directory}/{Mark}", System.Text.Encoding.ASCII.GetBytes(Boot), FileModes.OwnerFile);

    /// <summary>Removes the directories of runs that no guest of now has.</summary>
    public static void Remove(Settings settings, GuestStore store)
    {
        if (!Directory.Exists(settings.LibDirectory))
        {
            return;
        }

        // a directory of a start that is under way has its record already: records are read after directories
        string[] directories = Directory.GetDirectories(settings.LibDirectory, Prefix + "*");
        if (directories.Length == 0)
        {
            return;
        }

        HashSet<string> inUse = [.. store.All().Select(r => r.DomainDirectory)];
        foreach (string directory in directories)
        {
            if (!inUse.Contains(directory) && KernelFiles.Read($"{directory}/{Mark}", 64) is { } boot && (boot != Boot || !IsNumberOf(directory, store)))
            {
                // what stays, the next start tries again
                TrustedTree.Delete(directory);
            }
        }
    }

    /// <summary>Whether a guest of now has the number in the directory's name: its record may be damaged.</summary>
    private static bool IsNumberOf(string directory, GuestStore store)
    {
        string number = Path.GetFileName(directory)[Prefix.Length..].Split('-')[0];
        return store.All().Any(r => r.Problem is not null || r.Id.ToString(CultureInfo.InvariantCulture) == number);
    }
}
