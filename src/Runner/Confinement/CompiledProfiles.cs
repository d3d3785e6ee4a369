using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Confinement;

/// <summary>
/// AppArmor profiles as the kernel takes them. Compiling one takes the parser longer than everything else of a start takes together, so what came out is kept,
/// by everything that went in: the profile's text, the parser, the kernel and whatever the text includes (confinement.md 4.6, R11).
/// </summary>
/// <param name="directory">Root's alone.</param>
/// <param name="sources">Where included texts lie: /etc/apparmor.d.</param>
/// <param name="parser">apparmor_parser.</param>
internal sealed class CompiledProfiles(string directory, string sources, string parser)
{
    private const int Kept = 128;
    private static readonly string[] Included = ["abi", "abstractions", "local", "tunables"];

    /// <summary>Loads the profile of a file, in the place of the one of that name.</summary>
    /// <exception cref="GuestException">It is no profile, or the kernel does not take it.</exception>
    public void Load(string file)
    {
        if (Key(file) is not { } key || !IsRootsAlone())
        {
            HostCommand.Run(parser, "-r", "-K", file).Check("cannot load AppArmor profile");
            return;
        }

        string compiled = $"{directory}/{key}";
        if (File.Exists(compiled))
        {
            if (HostCommand.Run(parser, "-r", "-B", compiled).Success)
            {
                File.SetLastWriteTimeUtc(compiled, DateTime.UtcNow);
                return;
            }

            Files.Delete(compiled);
        }

        // a name of its own until it is whole
        string fresh = string.Create(CultureInfo.InvariantCulture, $"{compiled}.{Environment.ProcessId}");
        if (HostCommand.Run(parser, "-K", "-Q", "-o", fresh, file).Success && new FileInfo(fresh) is { Exists: true, Length: > 0 }
            && HostCommand.Run(parser, "-r", "-B", fresh).Success)
        {
            File.Move(fresh, compiled, overwrite: true);
            Prune();
            return;
        }

        Files.Delete(fresh);
        HostCommand.Run(parser, "-r", "-K", file).Check("cannot load AppArmor profile");
    }

    /// <summary>Everything that what comes out depends on; null where the profile cannot be read.</summary>
    internal string? Key(string file)
    {
        if (KernelFiles.ReadBytes(file, 1 << 20) is not { } text)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(text);
        var rest = new StringBuilder(HostKernel());
        Append(rest, ProgramPath.FindHelper(parser) ?? parser);
        Append(rest, sources + "/../apparmor/parser.conf");
        foreach (string above in Included.Select(i => $"{sources}/{i}").Where(Directory.Exists))
        {
            foreach (string entry in Directory.EnumerateFiles(above, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                Append(rest, entry);
            }
        }

        hash.AppendData(Encoding.UTF8.GetBytes(rest.ToString()));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>What is in there goes into the kernel: nobody else may have written it.</summary>
    private bool IsRootsAlone()
    {
        Files.MakeDirectory(directory, FileModes.OwnerDirectory);
        return FileStatus.Of(directory) is { Uid: 0 } status && (status.Mode & 0x3F) == 0 && new DirectoryInfo(directory).LinkTarget is null;
    }

    private void Prune()
    {
        foreach (FileInfo old in new DirectoryInfo(directory).EnumerateFiles().OrderByDescending(f => f.LastWriteTimeUtc).Skip(Kept))
        {
            Files.Delete(old.FullName);
        }
    }

    private static string HostKernel() => KernelFiles.Read("/proc/sys/kernel/osrelease") + "\n" + KernelFiles.Read("/proc/sys/kernel/version") + "\n";

    private static void Append(StringBuilder text, string path)
    {
        var file = new FileInfo(path);
        if (file.Exists)
        {
            text.Append(CultureInfo.InvariantCulture, $"{path} {file.Length} {file.LastWriteTimeUtc.Ticks} {file.LinkTarget}\n");
        }
    }
}
