using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;

namespace VirshLite.Cli.Arguments;

/// <summary>What a snapshot or checkpoint is to be, in words of the command line.</summary>
internal static class SnapshotSpec
{
    /// <summary>[file=]NAME[,snapshot=TYPE].</summary>
    public static void ApplyMemory(DomainSnapshot snapshot, string text)
    {
        foreach (string word in Split(text))
        {
            switch (Cut(word))
            {
                case ("snapshot", { } kind):
                    snapshot.Memory = Location(kind);
                    break;
                case ("file", { } file):
                    snapshot.MemoryFile = file;
                    break;
                case ({ } file, null) when file.StartsWith('/'):
                    snapshot.MemoryFile = file;
                    break;
                default:
                    throw new UsageException($"unable to parse memspec: {text}");
            }
        }

        snapshot.Memory ??= snapshot.MemoryFile is null ? SnapshotLocation.Internal : SnapshotLocation.External;
        if (snapshot.MemoryFile is { } path && !path.StartsWith('/'))
        {
            throw new DomainParser.DomainException($"memory snapshot file path ({path}) must be absolute");
        }
    }

    /// <summary>DISK[,snapshot=TYPE][,driver=TYPE][,stype=TYPE][,file=NAME].</summary>
    public static SnapshotDisk Disk(string text)
    {
        List<string> words = Split(text);
        var disk = new SnapshotDisk { Name = words[0] };
        foreach (string word in words.Skip(1))
        {
            switch (Cut(word))
            {
                case ("snapshot", { } kind):
                    disk.Location = Location(kind);
                    break;
                case ("driver", { } driver):
                    disk.Source.Format = StorageFormat.Names.TryParse(driver, out StorageFormat format)
                        ? format : throw new UsageException($"unknown disk snapshot driver '{driver}'");
                    break;
                case ("stype", { } type):
                    disk.Source.Type = StorageType.Names.TryParse(type, out StorageType known)
                        ? known : throw new UsageException($"Unknown storage type: '{type}'");
                    break;
                case ("file", { } file):
                    disk.Source.Path = file;
                    break;
                default:
                    throw new UsageException($"unable to parse diskspec: {text}");
            }
        }

        if (disk.Location is null && (disk.Source.Path is not null || disk.Source.Format is not null))
        {
            disk.Location = SnapshotLocation.External;
        }

        return disk;
    }

    /// <summary>DISK[,checkpoint=TYPE][,bitmap=NAME].</summary>
    public static CheckpointDisk CheckpointDisk(string text)
    {
        List<string> words = Split(text);
        var disk = new CheckpointDisk { Name = words[0] };
        foreach (string word in words.Skip(1))
        {
            switch (Cut(word))
            {
                case ("checkpoint", { } kind):
                    disk.Type = CheckpointType.Names.TryParse(kind, out CheckpointType type)
                        ? type : throw new UsageException($"unable to parse diskspec: {text}");
                    break;
                case ("bitmap", { } bitmap):
                    disk.Bitmap = bitmap;
                    break;
                default:
                    throw new UsageException($"unable to parse diskspec: {text}");
            }
        }

        return disk;
    }

    private static SnapshotLocation Location(string word) =>
        SnapshotLocation.Names.TryParse(word, out SnapshotLocation location) ? location : throw new UsageException($"unknown disk snapshot setting '{word}'");

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
