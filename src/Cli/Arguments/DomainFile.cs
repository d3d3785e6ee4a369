using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Cli.Arguments;

/// <summary>Domain XML from a file or from standard input (<c>-</c>).</summary>
internal static class DomainFile
{
    /// <summary>Whether a word where a guest or a file may stand means a file, there or not: <c>-</c>, a path, a name in .xml.</summary>
    public static bool LooksLikeOne(string word) => word == "-" || word.Contains('/') || word.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    private const string StandardInput = "standard input";

    /// <exception cref="DomainException">The text is refused; <see cref="Io.InputName"/> then has the file's name.</exception>
    public static Domain Read(string file, Io io, bool ignoreUnknown, Compatibility rules)
    {
        string text = ReadText(file);
        return Parse(text, file is "-" ? StandardInput : file, io, ignoreUnknown, rules);
    }

    /// <summary>The same for a start: with its relative paths resolved.</summary>
    public static Domain ForStart(string file, Io io, ParseResult parse, Compatibility rules)
    {
        Domain domain = Read(file, io, parse.GetValue(GlobalOptions.IgnoreUnknown), rules);
        ResolveRelativePaths(domain, file);
        return domain;
    }

    /// <param name="rules">Whose words are known; null = all (the text of a guest that was taken already).</param>
    public static Domain Parse(string text, string name, Io io, bool ignoreUnknown, Compatibility? rules)
    {
        io.InputName = name;
        var context = new ReadingContext(new ReadingOptions
        {
            FileName = name,
            IgnoreUnknown = ignoreUnknown,
            Knows = rules is null ? _ =>
            true : rules.Knows
        });
        Domain domain = DomainReader.Read(text, context);
        foreach (string warning in context.Warnings)
        {
            io.Error.WriteLine("warning: " + warning);
        }

        return domain;
    }

    /// <summary>
    /// A definition's domain. What its libvirt knew and VirshLite does not is named by a warning, not refused: the guest was taken already. Not so where the
    /// definition is to be
    /// <paramref name="changed"/>: nothing is to get lost from it.
    /// </summary>
    public static Domain OfDefinition(GuestDefinition definition, Io io, bool changed = false) =>
        Parse(definition.Text(), definition.Path, io, ignoreUnknown: !changed, rules: null);

    /// <summary>A file that need not be text.</summary>
    public static byte[] ReadBytes(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DomainException.OfFile($"Failed to open file '{file}': No such file or directory", file);
        }
        catch (UnauthorizedAccessException)
        {
            throw DomainException.OfFile(Directory.Exists(file)
                ? $"Failed to read file '{file}': Is a directory" : $"Failed to open file '{file}': Permission denied", file);
        }
    }

    public static string ReadText(string file)
    {
        try
        {
            if (file is "-" or "/dev/stdin")
            {
                return TextFiles.Read(new DescriptorStream(0), StandardInput);
            }

            return TextFiles.Read(file);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DomainException.OfFile($"Failed to open file '{file}': No such file or directory", file);
        }
        catch (UnauthorizedAccessException)
        {
            throw DomainException.OfFile(Directory.Exists(file)
                ? $"Failed to read file '{file}': Is a directory" : $"Failed to open file '{file}': Permission denied", file);
        }
    }

    /// <summary>
    /// Paths that the XML gives without a leading slash are taken from the directory of the XML file, so that examples and checkouts work wherever they are.
    /// libvirt refuses or hands on such paths; what it accepts is not touched.
    /// </summary>
    public static void ResolveRelativePaths(Domain domain, string file)
    {
        string directory = file is "-" or "/dev/stdin" ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(file))!;
        foreach (Disk disk in domain.Disks)
        {
            if (disk.Source is { Type: StorageType.File } source)
            {
                source.Path = Absolute(source.Path, directory);
            }
        }

        domain.Os.Kernel = Absolute(domain.Os.Kernel, directory);
        domain.Os.Initrd = Absolute(domain.Os.Initrd, directory);
        domain.Os.Dtb = Absolute(domain.Os.Dtb, directory);
    }

    /// <summary>What the XML leaves to chance a running guest has drawn already: its UUID and MAC addresses.</summary>
    public static void TakeIdentityOf(GuestRecord running, Domain domain)
    {
        domain.Uuid ??= running.Uuid;
        if (running.Links.Count == domain.Interfaces.Count)
        {
            for (int i = 0; i < domain.Interfaces.Count; i++)
            {
                domain.Interfaces[i].Mac ??= running.Links[i].Mac;
            }
        }
    }

    private static string? Absolute(string? path, string directory) =>
        string.IsNullOrEmpty(path) || path.StartsWith('/') ? path : Path.GetFullPath(path, directory);
}
