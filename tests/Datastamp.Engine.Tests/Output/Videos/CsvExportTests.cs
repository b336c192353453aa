namespace Datastamp.Tests.Output.Videos;

public class CsvExportTests
{
    private const string Header =
        "path,bytes,identity,container,codec,width,height,displayWidth,displayHeight,rotation,pixelFormat,bitDepth,frameCount,frameCountSource,headerFrames,fps,fpsNum,fpsDen,sourceFps,variableFrameRate,shortestFrame,longestFrame,startTime,duration,timeBase,keyFrames,videoStreams,label,health,segments,problem\n";

    [Test]
    public void A_row_is_a_video_and_nothing_stands_for_null() =>
        Assert.That(ExportSamples.Text("csv", ExportSamples.Dataset, ExportSamples.Phone, ExportSamples.Unknown with { Problem = "a, \"b\"" }), Is.EqualTo(Header + """"
            run/a.mp4,3000000000,tables:00,mp4,h264,1920,1080,1080,1920,-90,yuv420p,8,300,index,301,29.97002997002997,30000,1001,29,true,0.016666666666666666,0.5,-0.125,10.01,1/15360,2,1,run,whole,50 150 250,
            b.ts,1,tables:00,mp4,h264,340,256,340,256,0,,,1,packets,,0,0,1,0,false,0,0,0,0,0/1,,1,,undecodable,0 0 0,"a, ""b"""

            """"));

    [Test]
    public void A_dataset_without_segments_has_no_such_column() =>
        Assert.That(ExportSamples.Text("csv", ExportSamples.Dataset with { Segments = 0 }), Is.EqualTo(Header.Replace("segments,", string.Empty, StringComparison.Ordinal)));
}
