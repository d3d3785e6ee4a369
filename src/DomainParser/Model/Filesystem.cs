namespace VirshLite.DomainParser.Model;

public sealed class Filesystem : Device
{
}
