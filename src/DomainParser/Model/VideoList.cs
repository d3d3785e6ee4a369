namespace VirshLite.DomainParser.Model;

/// <summary>The order of a domain's video devices (completion.md 2.1).</summary>
internal static class VideoList
{
    /// <summary>Puts a video device at its place: one with primary='yes' in front.</summary>
    /// <exception cref="DomainException">There is a primary one already.</exception>
    public static void Insert(List<Video> videos, Video video)
    {
        if (!video.Primary)
        {
            videos.Add(video);
        }
        else if (videos is [{ Primary: true }, ..])
        {
            throw new DomainException("Only one primary video device is supported", video.Position);
        }
        else
        {
            videos.Insert(0, video);
        }
    }
}
