using System.Buffers;
using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>What is known of a guest's block jobs, a file a job below the guest's record, so that any process can end them.</summary>
internal static class BlockJobFiles
{
    public static void Write(GuestStore store, string guest, BlockJob job)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("id", job.Id);
            json.WriteString("kind", job.Kind.ToString());
            json.WriteString("disk", job.Disk);
            json.WriteStartArray("images");
            foreach (LiveImage image in job.Images)
            {
                Write(json, image);
            }

            json.WriteEndArray();
            json.WriteNumber("top", job.Top);
            json.WriteNumber("base", job.Base);
            if (job.Mirror is { } mirror)
            {
                json.WritePropertyName("mirror");
                Write(json, mirror);
            }

            json.WriteBoolean("shallow", job.Shallow);
            json.WriteBoolean("deletesFiles", job.DeletesFiles);
            json.WriteBoolean("deletesFailed", job.DeletesFailed);
            if (job.Bitmap is { } bitmap)
            {
                json.WriteString("bitmap", bitmap);
            }

            if (job.Definition is { } definition)
            {
                json.WriteString("definition", definition);
            }

            json.WriteBoolean("pivots", job.Pivots);
            if (job.Succeeded is { } succeeded)
            {
                json.WriteBoolean("succeeded", succeeded);
            }

            json.WriteEndObject();
        }

        Files.MakeDirectory(store.JobDirectoryOf(guest), FileModes.OwnerDirectory);
        Files.WriteAtomically(PathOf(store, guest, job.Id), output.WrittenSpan, FileModes.OwnerFile);
    }

    /// <summary>null where nothing is known of it: it is none of ours.</summary>
    public static BlockJob? Read(GuestStore store, string guest, string id)
    {
        string path = PathOf(store, guest, id);
        if (!File.Exists(path))
        {
            return null;
        }

        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = document.RootElement;
        return new BlockJob
        {
            Id = root.GetProperty("id").GetString()!,
            Kind = Enum.Parse<BlockJobKind>(root.GetProperty("kind").GetString()!),
            Disk = root.GetProperty("disk").GetString()!,
            Images = [.. root.GetProperty("images").EnumerateArray().Select(Image)],
            Top = root.GetProperty("top").GetInt32(),
            Base = root.GetProperty("base").GetInt32(),
            Mirror = root.TryGetProperty("mirror", out JsonElement mirror) ? Image(mirror) : null,
            Shallow = root.GetProperty("shallow").GetBoolean(),
            DeletesFiles = root.GetProperty("deletesFiles").GetBoolean(),
            DeletesFailed = root.GetProperty("deletesFailed").GetBoolean(),
            Bitmap = root.TryGetProperty("bitmap", out JsonElement bitmap) ? bitmap.GetString() : null,
            Definition = root.TryGetProperty("definition", out JsonElement definition) ? definition.GetString() : null,
            Pivots = root.GetProperty("pivots").GetBoolean(),
            Succeeded = root.TryGetProperty("succeeded", out JsonElement succeeded) ? succeeded.GetBoolean() : null,
        };
    }

    /// <summary>Ids of all jobs that something is known of.</summary>
    public static IReadOnlyList<string> Ids(GuestStore store, string guest) => store.HasJobs(guest)
        ? [.. Directory.EnumerateFiles(store.JobDirectoryOf(guest), "*.json").Select(f => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(f)))]
        : [];

    public static void Remove(GuestStore store, string guest, string id) => Files.Delete(PathOf(store, guest, id));

    /// <summary>Held by whoever ends jobs of the guest.</summary>
    public static FileLock Lock(GuestStore store, string guest)
    {
        Files.MakeDirectory(store.JobDirectoryOf(guest), FileModes.OwnerDirectory);
        return FileLock.Take(store.JobDirectoryOf(guest) + "/lock");
    }

    private static string PathOf(GuestStore store, string guest, string id) => $"{store.JobDirectoryOf(guest)}/{Uri.EscapeDataString(id)}.json";

    private static void Write(Utf8JsonWriter json, LiveImage image)
    {
        json.WriteStartObject();
        json.WriteString("node", image.Node);
        json.WriteString("storage", image.StorageNode);
        json.WriteString("file", image.File);
        json.WriteString("driver", image.Driver);
        json.WriteEndObject();
    }

    private static LiveImage Image(JsonElement image) =>
        new(image.GetProperty("node").GetString()!, image.GetProperty("storage").GetString()!, image.GetProperty("file").GetString()!,
            image.GetProperty("driver").GetString()!);
}
