using VirshLite.Cli.Output;
using VirshLite.DomainParser.Writing;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// The XML that the words of a command line come to, as virsh makes it: what the words mean, and whether they mean anything, is for whoever reads the XML.
/// </summary>
internal static class SnapshotSpec
{
    private const string SnapshotKey = "snapshot";
    private const string FileKey = "file";

    /// <summary>&lt;domainsnapshot&gt;.</summary>
    /// <param name="name">null: the one who reads it chooses.</param>
    /// <param name="description">null: none.</param>
    /// <param name="memory">[file=]NAME[,snapshot=TYPE]; null: nothing is said.</param>
    /// <param name="disks">DISK[,snapshot=TYPE][,driver=TYPE][,stype=TYPE][,file=NAME] each.</param>
    public static string Snapshot(string? name, string? description, string? memory, IReadOnlyList<string> disks)
    {
        XmlOutput xml = Moment("domainsnapshot", name, description);
        if (memory is not null)
        {
            Memory(xml, memory);
        }

        return Closed(xml, disks, Disk);
    }

    /// <summary>&lt;domaincheckpoint&gt;.</summary>
    /// <param name="name">null: the one who reads it chooses.</param>
    /// <param name="description">null: none.</param>
    /// <param name="disks">DISK[,checkpoint=TYPE][,bitmap=NAME] each.</param>
    public static string Checkpoint(string? name, string? description, IReadOnlyList<string> disks) =>
        Closed(Moment("domaincheckpoint", name, description), disks, CheckpointDisk);

    private static XmlOutput Moment(string element, string? name, string? description) =>
        new XmlOutput().Open(element).Element("name", name).Element("description", description);

    private static string Closed(XmlOutput xml, IReadOnlyList<string> disks, Action<XmlOutput, string> write)
    {
        if (disks.Count > 0)
        {
            xml.Open("disks");
            foreach (string disk in disks)
            {
                write(xml, disk);
            }

            xml.Close();
        }

        return xml.CloseEmptyBlock().ToString();
    }

    private static void Memory(XmlOutput xml, string text)
    {
        string? kind = null;
        string? path = null;
        foreach (string word in Split(text))
        {
            switch (Cut(word))
            {
                case (SnapshotKey, { } value):
                    kind = value;
                    break;
                case (FileKey, { } value):
                    path = value;
                    break;
                case ({ } value, null) when value.StartsWith('/'):
                    path = value;
                    break;
                default:
                    throw new UsageException($"unable to parse memspec: {text}");
            }
        }

        xml.Open("memory").Attr(SnapshotKey, kind).Attr(FileKey, path).Close();
    }

    private static void Disk(XmlOutput xml, string text)
    {
        List<string> words = Split(text);
        string? kind = null;
        string? driver = null;
        string? type = null;
        string? path = null;
        foreach (string word in words.Skip(1))
        {
            switch (Cut(word))
            {
                case (SnapshotKey, { } value):
                    kind = value;
                    break;
                case ("driver", { } value):
                    driver = value;
                    break;
                case ("stype", "file" or "block"):
                    type = word["stype=".Length..];
                    break;
                case ("stype", { } value):
                    throw new UsageException($"Unknown storage type: '{value}'\nerror: unable to parse diskspec: {text}");
                case (FileKey, { } value):
                    path = value;
                    break;
                default:
                    throw new UsageException($"unable to parse diskspec: {text}");
            }
        }

        xml.Open("disk").Attr("name", words[0]).Attr(SnapshotKey, kind).Attr("type", type);
        if (driver is not null)
        {
            xml.Open("driver").Attr("type", driver).Close();
        }

        if (path is not null)
        {
            xml.Open("source").Attr(type == "block" ? "dev" : FileKey, path).Close();
        }

        xml.Close();
    }

    private static void CheckpointDisk(XmlOutput xml, string text)
    {
        List<string> words = Split(text);
        string? kind = null;
        string? bitmap = null;
        foreach (string word in words.Skip(1))
        {
            switch (Cut(word))
            {
                case ("checkpoint", { } value):
                    kind = value;
                    break;
                case ("bitmap", { } value):
                    bitmap = value;
                    break;
                default:
                    throw new UsageException($"unable to parse diskspec: {text}");
            }
        }

        xml.Open("disk").Attr("name", words[0]).Attr("checkpoint", kind).Attr("bitmap", bitmap).Close();
    }

    private static (string Key, string? Value) Cut(string word)
    {
        int equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..]);
    }

    /// <summary>By commas; a comma that is meant stands twice.</summary>
    private static List<string> Split(string text)
    {
        List<string> words = [""];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != ',')
            {
                words[^1] += text[i];
            }
            else if (i + 1 < text.Length && text[i + 1] == ',')
            {
                words[^1] += ',';
                i++;
            }
            else
            {
                words.Add("");
            }
        }

        return words;
    }
}
