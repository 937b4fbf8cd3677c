@echo off
rem Starts ddbtool on Windows, with the same Java and the same options as bin/ddbtool elsewhere.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "root=%%~fI"
if not exist "%root%\lib\ddbtool.jar" (
  >&2 echo ddbtool: cannot find lib\ddbtool.jar in '%root%'
  >&2 echo hint: keep the folders bin and lib together
  exit /b 70
)

rem The Java of this distribution, else JAVA_HOME, else the java on the PATH.
set "own=%root%\runtime"
set "home=%own%"
if exist "%own%\bin\java.exe" goto found
set "home=%JAVA_HOME%"
if defined home if not exist "%home%\bin\java.exe" (
  >&2 echo ddbtool: JAVA_HOME is set to '%home%', which has no bin\java.exe
  >&2 echo hint: set JAVA_HOME to the folder of Java 17 or newer, or unset it to use the java on the PATH
  exit /b 70
)
if not defined home for %%J in (java.exe) do for %%I in ("%%~dp$PATH:J..") do if not "%%~$PATH:J"=="" set "home=%%~fI"
if not defined home (
  >&2 echo ddbtool: no Java found: JAVA_HOME is not set and the PATH has no java
  >&2 echo hint: install Java 17 or newer ^(a JRE is enough^), or set JAVA_HOME to the folder of one
  exit /b 70
)

:found
set "version="
set "runtime="
if exist "%home%\release" for /f "usebackq tokens=1,* delims==" %%A in ("%home%\release") do (
  if "%%A"=="JAVA_VERSION" set "version=%%~B"
  if "%%A"=="JAVA_RUNTIME_VERSION" set "runtime=%%~B"
)
set "major="
for /f "tokens=1,2 delims=.-+" %%A in ("%version%") do if "%%A"=="1" (set "major=%%B") else set "major=%%A"
if defined major if %major% LSS 17 (
  >&2 echo ddbtool: Java %version% was found in '%home%', but ddbtool requires Java 17 or newer
  >&2 echo hint: install Java 17 or newer, or set JAVA_HOME to the folder of one
  exit /b 70
)

rem Java refuses the class-data archive of another Java, and before Java 20 one that was moved.
set "archive=%root%\lib\ddbtool.jsa"
if not exist "%archive%" set "archive="
if not defined archive goto start
if "%home%"=="%own%" goto start
set "made_with="
set "made_in="
if exist "%archive%.for" for /f "usebackq tokens=1,* delims==" %%A in ("%archive%.for") do (
  if "%%A"=="JAVA_RUNTIME_VERSION" (set "made_with=%%~B") else set "made_in=%%A"
)
if not defined made_with set "archive="
if not "%made_with%"=="%runtime%" set "archive="
if %major%0 LSS 200 if not "%made_in%"=="%root%" set "archive="

:start
set "options=-XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xlog:disable"
rem Java refuses two collectors: one chosen by the user replaces ours.
echo "%DDBTOOL_JAVA_OPTS% %JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% %_JAVA_OPTIONS%" | findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" /c:"@" /c:"-XX:Flags" /c:"-XX:VMOptionsFile" >nul || set "options=%options% -XX:+UseSerialGC -Xmn32m"
if defined archive set options=%options% "-XX:SharedArchiveFile=%archive%"
"%home%\bin\java.exe" %options% %DDBTOOL_JAVA_OPTS% -cp "%root%\lib\ddbtool.jar" dev.ddbtool.cli.Main %*
exit /b %ERRORLEVEL%
