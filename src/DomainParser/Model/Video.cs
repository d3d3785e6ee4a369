namespace VirshLite.DomainParser.Model;

public sealed class Video : Device
{
}
